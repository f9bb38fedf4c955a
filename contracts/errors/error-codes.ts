/**
 * The closed catalogue of error codes. Ranges say whose fault it is: `10xx` the request, `11xx` the caller's right,
 * `12xx` the state of what is addressed, `20xx` this system, `30xx` an institution or another system.
 * Kept equal to `error-codes.md` by `test/architecture`.
 */
export const ERROR_CODES = {
  'request-invalid': { number: 1001, status: 400, title: 'The request is not valid', retryable: false },
  'json-malformed': { number: 1002, status: 400, title: 'The body is not valid JSON', retryable: false },
  'parameter-invalid': { number: 1003, status: 400, title: 'A path, query or header parameter is not valid', retryable: false },
  'body-too-large': { number: 1004, status: 413, title: 'The body is larger than allowed', retryable: false },
  'media-type-unsupported': { number: 1005, status: 415, title: 'The content type is not supported', retryable: false },
  'route-unknown': { number: 1006, status: 404, title: 'There is no such address', retryable: false },
  'idempotency-key-reused': { number: 1007, status: 422, title: 'The idempotency key was used for another request', retryable: false },
  'cursor-invalid': { number: 1008, status: 400, title: 'The page cursor is not valid', retryable: false },
  'table-unreadable': { number: 1020, status: 400, title: 'The file cannot be read as a table', retryable: false },
  'scan-unreadable': { number: 1021, status: 400, title: 'The file is no whole PDF, JPEG or PNG', retryable: false },

  'token-missing': { number: 1101, status: 401, title: 'An access token is needed', retryable: false },
  'token-invalid': { number: 1102, status: 401, title: 'The access token is not known or no longer valid', retryable: false },
  'role-missing': { number: 1103, status: 403, title: 'This role may not do that', retryable: false },
  'signature-invalid': { number: 1104, status: 401, title: 'The signature of the callback does not verify', retryable: false },
  'second-person-needed': { number: 1120, status: 403, title: 'Somebody else than who entered it has to confirm it', retryable: false },
  'too-many-attempts': { number: 1121, status: 429, title: 'Too many attempts failed from this address', retryable: true },
  'origin-refused': { number: 1122, status: 403, title: 'The call does not come from a page of this gateway', retryable: false },
  'sign-in-refused': { number: 1123, status: 401, title: 'The sign-in was not accepted', retryable: false },
  'officer-not-valid': { number: 1160, status: 409, title: 'The officer who handles the case may not sign requests today', retryable: false },
  'legal-basis-not-fitting': { number: 1161, status: 422, title: 'This legal basis does not fit the case', retryable: false },
  'approval-needed': { number: 1162, status: 403, title: 'A second person has to approve this before it is asked', retryable: false },
  'approval-unknown': { number: 1163, status: 404, title: 'There is no such approval', retryable: false },
  'approval-decided': { number: 1164, status: 409, title: 'The approval was decided before, or its time is over', retryable: false },
  'approver-unacceptable': { number: 1165, status: 422, title: 'This person cannot be asked to approve it', retryable: false },
  'approval-not-yours': { number: 1166, status: 403, title: 'Somebody else was named to decide this', retryable: false },
  'registration-task-unknown': { number: 1167, status: 404, title: 'There is no such task of registration', retryable: false },
  'reason-needed': { number: 1130, status: 403, title: 'You take no part in this case: give a reason first', retryable: false },
  'part-missing': { number: 1131, status: 403, title: 'Another part in the case is needed for that', retryable: false },
  'shared-message': { number: 1132, status: 403, title: 'It also names people of cases that are not yours', retryable: false },
  'court-beyond-reach': { number: 1133, status: 403, title: 'This court is not yours to act for', retryable: false },
  'grant-unknown': { number: 1134, status: 404, title: 'There is no such grant in force', retryable: false },
  'member-unknown': { number: 1135, status: 404, title: 'Nobody of this login takes part in the case', retryable: false },
  'own-notice': { number: 1140, status: 403, title: 'A notice about oneself is settled by somebody else', retryable: false },
  'too-many-calls': { number: 1190, status: 429, title: 'You have done this very often in the last minute', retryable: true },
  'personal-data-masked': { number: 1181, status: 403, title: 'This names people and is only given out in full, which has to be asked for', retryable: false },

  'case-unknown': { number: 1201, status: 404, title: 'There is no such case', retryable: false },
  'case-exists': { number: 1202, status: 409, title: 'A case with this number is already registered', retryable: false },
  'case-not-open': { number: 1203, status: 409, title: 'The case is not open', retryable: false },
  'obligor-unknown': { number: 1204, status: 404, title: 'There is no such obligor in this case', retryable: false },
  'obligor-duplicate': { number: 1205, status: 409, title: 'This obligor is already registered in the case', retryable: false },
  'officer-unknown': { number: 1206, status: 404, title: 'There is no such officer', retryable: false },
  'institution-unknown': { number: 1207, status: 404, title: 'There is no such institution', retryable: false },
  'institution-exists': { number: 1208, status: 409, title: 'An institution with this code is already registered', retryable: false },
  'inquiry-unknown': { number: 1209, status: 404, title: 'There is no such inquiry', retryable: false },
  'inquiry-finished': { number: 1210, status: 409, title: 'The inquiry has already ended', retryable: false },
  'exchange-unknown': { number: 1211, status: 404, title: 'There is no such exchange record', retryable: false },
  'no-institution-matches': { number: 1212, status: 422, title: 'No institution in service matches the question', retryable: false },
  'version-conflict': { number: 1213, status: 409, title: 'Somebody else changed it in the meantime', retryable: true },
  'adapter-unknown': { number: 1214, status: 422, title: 'There is no adapter for this wire contract', retryable: false },
  'court-unknown': { number: 1215, status: 422, title: 'There is no such court', retryable: false },
  'state-change-invalid': { number: 1216, status: 409, title: 'The state cannot change that way', retryable: false },
  'answer-version-unknown': { number: 1217, status: 404, title: 'There is no such version of the result', retryable: false },
  'identity-unacceptable': { number: 1231, status: 422, title: 'The answer holds no such identity of this obligor', retryable: false },
  'officer-missing': { number: 1240, status: 409, title: 'The case has no officer yet', retryable: false },
  'filing-unknown': { number: 1241, status: 404, title: 'There is no such filing', retryable: false },
  'filing-conflict': { number: 1242, status: 409, title: 'The same filing number was filed with other content', retryable: false },
  'restore-task-unknown': { number: 1243, status: 404, title: 'There is no such task', retryable: false },
  'restore-task-decided': { number: 1244, status: 409, title: 'The task was decided before', retryable: false },
  'offline-batch-unknown': { number: 1250, status: 404, title: 'There is no such batch of offline tasks', retryable: false },
  'offline-task-unknown': { number: 1251, status: 404, title: 'There is no such offline task', retryable: false },
  'offline-answer-unknown': { number: 1252, status: 404, title: 'There is no such answer of this offline task', retryable: false },
  'bulk-inquiry-unknown': { number: 1253, status: 404, title: 'There is no such bulk inquiry', retryable: false },
  'bulk-inquiry-running': { number: 1254, status: 409, title: 'The bulk inquiry is not finished', retryable: true },
  'session-unknown': { number: 1261, status: 404, title: 'There is no such session', retryable: false },
  'identity-unknown': { number: 1262, status: 404, title: 'Nobody of this login has access that could be changed', retryable: false },
  'personal-data-erased': { number: 1281, status: 410, title: 'The personal data of this case were erased when their time was over', retryable: false },
  'notice-unknown': { number: 1263, status: 404, title: 'There is no such notice', retryable: false },
  'notice-settled': { number: 1264, status: 409, title: 'The notice was settled before', retryable: false },

  'control-order-unknown': { number: 1501, status: 404, title: 'There is no such control order', retryable: false },
  'measure-unknown': { number: 1502, status: 404, title: 'There is no such measure', retryable: false },
  'measure-refused': { number: 1503, status: 422, title: 'A rule of law speaks against the measure', retryable: false },

  'internal': { number: 2001, status: 500, title: 'Something went wrong inside the gateway', retryable: true },
  'database-unavailable': { number: 2002, status: 503, title: 'The database cannot be reached', retryable: true },
  'shutting-down': { number: 2003, status: 503, title: 'The gateway is shutting down', retryable: true },
  'too-many-waiting': { number: 2004, status: 503, title: 'Too many requests are waiting', retryable: true },
  'evidence-stalled': { number: 2010, status: 503, title: 'Evidence cannot be sealed, and nothing is sent until it can', retryable: true },
  'sign-in-unavailable': { number: 2021, status: 503, title: 'Signing in is not set up on this gateway', retryable: false },

  'identity-provider-unavailable': { number: 3021, status: 503, title: 'The identity provider cannot be reached', retryable: true },
} as const satisfies Record<string, ErrorEntry>;

interface ErrorEntry {
  readonly number: number;
  readonly status: number;
  readonly title: string;
  readonly retryable: boolean;
}

export type ErrorCode = keyof typeof ERROR_CODES;
