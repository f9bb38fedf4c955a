import type { ControlRequest } from '#contracts/adapter';
import { leafParent } from '#libs/judicial-xml';
import { isCarried, MEASURES } from './real-estate.cannot-carry.js';
import { documentCode } from './real-estate.codes.js';
import { leaves, subjectFields } from './real-estate.requests.js';
import { RIGHT_KINDS } from './real-estate.rights.js';

/** `BDCKZQQ` (§7.5) with its one unit. @throws never for orders that `cannotCarry` lets pass */
export function renderControl(order: ControlRequest): string {
  const { operation, target, original } = order;
  if (!isCarried(operation) || target.kind !== 'real-estate') throw new TypeError(`not carried by this contract: ${operation} on ${target.kind}`);
  const transferees = operation === 'serve-transfer' ? (order.transferTo ?? []) : [];
  const unit = leaves({
    BDCQLLX: rightTypeOf(target.rightType),
    BDCDYH: target.unitCode,
    ZL: target.location ?? '',
    BDCQZH: target.certificate ?? '',
    KZCS: MEASURES[operation],
    CKWH: order.rulingNumber,
    KSRQ: slashed(order.from),
    JSRQ: slashed(order.until),
    YDJAH: original?.caseNumber ?? '',
    YDJDH: original?.requestNumber ?? '',
    YWH: target.businessNumber ?? '',
    YCFYWH: original?.institutionReference ?? '',
    DJJG: target.registrar ?? '',
  });
  const passesTo = transferees.map(({ name, documentType, documentNumber }, index) =>
    leafParent('GHDX', leaves({ DXXH: String(index + 1), DXXM: name, DXZJLX: documentCode(documentType), DXSFZHM: documentNumber })),
  );
  return leafParent(
    'BDCKZQQ',
    leaves({ CXQQDH: order.requestNumber, LB: 'IP', XZ: '2', ...subjectFields(order.subject), FYMC: order.case.courtName, CBR: order.officers[0]?.name ?? '', AH: order.case.caseNumber, CKH: order.noticeName }) +
      leafParent('BDCQLLIST', leafParent('BDCQL', unit + leafParent('GHDXLIST', passesTo.join('')))),
  );
}

/** 不动产权利类型 as the query's lists call it; anything else as it was written. */
const rightTypeOf = (written = ''): string => RIGHT_KINDS.find(({ list }) => list === written)?.word ?? written;

const slashed = (day = ''): string => day.replaceAll('-', '/');
