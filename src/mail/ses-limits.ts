/** Attachment extensions that SES refuses (its developer guide, "unsupported attachment types"). */
export const refusedExtensions: ReadonlySet<string> = new Set(
  (
    "ade adp app asp bas bat cer chm cmd com cpl crt csh der exe fxp gadget hlp hta inf ins isp its js jse ksh lib lnk mad " +
    "maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz msc msh msh1 msh2 mshxml msh1xml msh2xml msi msp mst " +
    "ops pcd pif plg prf prg reg scf scr sct shb shs sys ps1 ps1xml ps2 ps2xml psc1 psc2 tmp url vb vbe vbs vps vsmacros vss " +
    "vst vsw vxd ws wsc wsf wsh xnk"
  ).split(" "),
);

/** Header fields that SES refuses when they stand more than once (its developer guide, "header fields"). */
export const singleFields: ReadonlySet<string> = new Set(
  (
    "accept-language acceptlanguage archived-at auto-submitted bounces-to comments content-alternative content-base " +
    "content-class content-description content-disposition content-duration content-id content-language content-length " +
    "content-location content-md5 content-transfer-encoding content-type date delivered-to disposition-notification-options " +
    "disposition-notification-to dkim-signature domainkey-signature errors-to from importance in-reply-to keywords " +
    "list-archive list-help list-id list-owner list-post list-subscribe list-unsubscribe list-unsubscribe-post " +
    "message-context message-id mime-version organization original-from original-message-id original-recipient " +
    "original-subject precedence priority references reply-to return-path return-receipt-to sender solicitation sensitivity " +
    "subject thread-index thread-topic user-agent vbr-info to cc"
  ).split(" "),
);

/** Most MIME parts of one message. */
export const MOST_PARTS = 500;

/** Most octets of a line without its line end (RFC 5322, 2.1.1). */
export const LONGEST_LINE = 998;
