/** The text of `sealgate --help`. */
export const overview = `sealgate: judges mail by policies on this machine, without AWS

  sealgate evaluate [options] MESSAGE.eml…      what happens to messages, for each recipient, and why
  sealgate evaluate [options] --text STRING     the same for a plain text
  sealgate policies check FILE                  whether a policies file is valid, with the place of every problem
  sealgate policies explain FILE                the policies in plain words
  sealgate policies schema                      the JSON Schema of policies files
  sealgate policies test FILE                   whether the golden tests of a policies file hold
  sealgate policies pull|plan|push [FILE]       policies of an installation as a file that git keeps
  sealgate admin reset USER [options]           a new one-time password for an administrator
  sealgate audit export [FILE]                  the audit log of an installation, to be kept and verified
  sealgate audit verify FILE                    whether an exported audit log was tampered with
  sealgate tls check DOMAIN                     whether mail to a domain can be delivered over TLS

Each command has its own --help. Exit codes: 0, or 2 when the arguments or the policies are wrong.
`;

/** The text of `sealgate evaluate --help`. */
export const evaluateHelp = `sealgate evaluate [options] MESSAGE.eml…
sealgate evaluate [options] --text STRING

Judges messages by policies and says, for each recipient, what would happen and why. A folder stands for the .eml files
below it (for every file, where it has none); - reads one message from standard input.

  --policies FILE    a policies file, such as the console exports; without it the policies of a new installation, for
                     the sender's domain
  --directory FILE   people, in place of those in the policies file: JSON with "groups" and "attributes", or attributes
                     alone as CSV (its heading names them, one column the address) or as JSON by address
  --from ADDRESS     the envelope sender; without it, the header From
  --to ADDRESS       a recipient; may be repeated; without it, those in To, Cc and Bcc. A message that names none is
                     judged for anyone@outside.invalid
  --text STRING      judges this text as the body of a plain message
  --at TIME          the time for which policies are asked, such as 2026-12-24T08:00:00Z; without it, now
  --json             one JSON object a line: {file, verdicts: [{recipient, disposition, policyId}],
                     matches: [{policyId, condition, detector?, evidence, where}], findings: [{kind, part, detail}],
                     error}; policyId is null where the last row or unreadable content decides
  --jobs N           messages judged at the same time; without it, as many as there are cores
  --help             show this

A file that cannot be read gives a line with an error and does not stop the others. Exit codes: 0, or 2 when the
arguments or the policies are wrong.
`;

/** The text of `sealgate policies --help`. */
export const policiesHelp = `sealgate policies check FILE      whether the file is valid; each problem with path, line and column
sealgate policies explain FILE    what the policies do, in plain words
sealgate policies schema          the JSON Schema of policies files, for editors and other programs
sealgate policies test FILE       judges the golden tests of the file by its policies

sealgate policies pull [FILE]     writes the policies in force, byte for byte as they were pushed
sealgate policies plan FILE       what pushing the file would change, and how it would have treated past messages
sealgate policies push FILE --note TEXT
                                  the same, and puts the file in force when no check, test or hole speaks against it

  --url URL          the console's address; without it, SEALGATE_URL
  --key-file FILE    a file with an API key (policies:read, for push policies:write too); without it, SEALGATE_API_KEY
  --days N           days of past messages that are replayed (7)
  --based-on N       the version that the file was made from, where the console has published since the last push
  --accept-holes     past messages may go out in clear that did not

FILE may be - for standard input, but for plan and push. Exit codes: 0, or 2 when the arguments or the policies are wrong.
`;

/** The text of `sealgate admin --help`. */
export const adminHelp = `sealgate admin reset USER [options]

Puts a one-time password in place of what the administrator USER had, ends all their sessions, and prints it. It is
valid for seven days. Who may write to the directory table may do this: AWS credentials and region come from the
environment, as for every AWS tool.

  --table NAME       the directory table of the installation (the stack's Directory table)
  --local            the local cloud of npm start, running on this machine
  --folder PATH      where the local cloud keeps everything (.sealgate)
  --help             show this
`;

/** The text of `sealgate audit --help`. */
export const auditHelp = `sealgate audit export [FILE]
sealgate audit verify [--key FILE] FILE

export writes the whole audit log of an installation, its signatures and the public key to FILE or to standard output.

  --url URL        the console's address; without it, SEALGATE_URL
  --key-file FILE  a file with an API key (audit:read); without it, SEALGATE_API_KEY

verify checks such a file, or one that the console exported, without any connection: each entry must follow from the
one before, nothing may be changed or missing, and the signatures of the days must be of the installation's key. FILE
may be - for standard input.

  --key FILE       the public key (PEM or DER) that was obtained another way, as by aws kms get-public-key; without it,
                   the one in the file, whose fingerprint is printed to be compared
  --help           show this

Exit codes: 0, for verify when the log is whole; 1 when it is not (the first broken entry is named); 2 when the
arguments or the API key are wrong.
`;

/** The text of `sealgate tls --help`. */
export const tlsHelp = `sealgate tls check DOMAIN

Looks up the mail servers of a domain, opens a session with each up to its TLS (nothing is handed in), and says what
version, cipher and certificate it shows, what the domain announces by MTA-STS and TLSRPT, and whether a Secure
Delivery policy could enforce TLS there.

  --json         one JSON object
  --dns ADDRESS  ask this name server, as 192.0.2.53 or 192.0.2.53:5353
  --port N       the port of the mail servers (25)
  --help         show this

Exit codes: 0, 1 when nothing could be looked up (no network, no such domain), 2 when the arguments are wrong.
`;
