/** Words that mean something to some reader. */
export const tokens: readonly string[] = [
  ..."PK\x03\x04|PK\x01\x02|PK\x05\x06|PK\x06\x06|\x1f\x8b\x08\0|ustar\0|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\x78\x9f\x3e\x22".split(
    "|",
  ),
  ..."%PDF-1.7|1 0 obj|endobj|stream\n|endstream|/Length 99999999|/Filter/FlateDecode|/Filter[/ASCIIHexDecode/LZWDecode]|/Kids[2 0 R]|/Type/ObjStm|/XObject<</X 4 0 R>>|/X Do |BT |ET | Tj|/Encrypt 9 0 R|/Prev 0|startxref\n0|trailer<<|<</|>>|/Contents 4 0 R|/Count 999999999".split(
    "|",
  ),
  ..."{\\rtf1 |{\\*\\objdata |\\bin99999999 |\\u-32767 |\\'|\\par|{|}|\\uc9 |\\fonttbl|{\\field{\\*\\fldinst |LZFu".split(
    "|",
  ),
  ...'<!--|-->|<![CDATA[|]]>|&#x110000;|&#99999999;|&amp|<style>|</style>|<script>|<svg>|<table><td>|<p style=\'display:none\'>|<bdo dir=rtl>|<plaintext>|<template>|<math>|<!DOCTYPE x [<!ENTITY a \'b\'>]>|&a;|<w:p>|<w:t>|</w:t>|<c t="s"><v>1</v>|<sst>|<si>|<table:table-cell table:number-columns-repeated="99999999">|<text:s text:c="99999999"/>'.split(
    "|",
  ),
  ..."\r\n--b\r\n|\r\n--b--\r\n|--c--|Content-Type: multipart/mixed; boundary=b\r\n|Content-Type: message/rfc822\r\n\r\n|Content-Type: message/partial; id=1\r\n|Content-Transfer-Encoding: base64\r\n|Content-Transfer-Encoding: quoted-printable\r\n|; charset=utf-7|; charset=utf-16|; charset=\"|; name*0*=utf-8''%|; filename=\"|=?utf-8?B?|=?utf-8?Q?|?=|=\r\n|=3D|begin 644 a\r\n|begin-base64 644 a\r\n|\r\n\r\n|\n\n|\r|\0|\t|From: |Subject: ".split(
    "|",
  ),
  ..."BEGIN:VCALENDAR\r\n|END:VEVENT\r\n|;ENCODING=BASE64:|;ENCODING=QUOTED-PRINTABLE:|-----BEGIN PGP MESSAGE-----\r\n|-----BEGIN CERTIFICATE-----\r\n|\x30\x80|\x30\x84\xff\xff\xff\xff|\xff\xfe|\xfe\xff|\xef\xbb\xbf|\x1b$B|+ADQ-|\u00ad".split(
    "|",
  ),
];
