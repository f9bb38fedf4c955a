import type { IdentityDocument, LegalDocument, OfficerCertificates, QueryRequest, Subject } from '#contracts/adapter';
import { codedLeaf, encodeBase64, encodeLeafDocument, leafParent } from '#libs/judicial-xml';
import { documentCode } from './real-estate.codes.js';
import { SUCCEEDED } from './real-estate.words.js';

/** Leaves in the order they are given. */
export const leaves = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => codedLeaf(name, value)).join('');

/** `BDCCXQQ` (§7.4). */
export function renderQuery(request: QueryRequest): string {
  const [officer] = request.officers;
  return leafParent(
    'BDCCXQQ',
    leaves({
      CXQQDH: request.requestNumber,
      LB: 'IP',
      XZ: '1',
      ...subjectFields(request.subject),
      FYMC: request.case.courtName,
      CBR: officer?.name ?? '',
      AH: request.case.caseNumber,
      GZZBH: officer?.workCertificate ?? '',
      GWZBH: officer?.dutyCertificate ?? '',
      CKH: request.noticeName,
      WSBH: request.documentNumber,
    }),
  );
}

/** Who it is about, in queries and in orders alike. */
export function subjectFields({ kind, name, documents }: Subject): Readonly<Record<'XM' | 'GJ' | 'ZJZL' | 'ZJH' | 'FZJG', string>> {
  const document = principal(documents);
  return {
    XM: name,
    GJ: document?.type === 'resident-id' || kind === 'organisation' ? '中国' : '',
    ZJZL: document === undefined ? '' : documentCode(document.type),
    ZJH: document?.number ?? '',
    FZJG: '',
  };
}

/** The principal document, or the first one the standard has a code of its own for. */
function principal(documents: readonly IdentityDocument[]): IdentityDocument | undefined {
  return documents.find(({ type }) => documentCode(type) !== '99') ?? documents[0];
}

export const renderQueryList = (fragments: readonly string[]): string => renderMessage(leafParent('BDCCXQQLIST', fragments.join('')));

/** Waiting orders; an empty list is what registries expect when there is none. */
export const renderControlList = (fragments: readonly string[]): string => renderMessage(leafParent('BDCKZQQLIST', fragments.join('')));

const renderMessage = (list: string): string =>
  encodeLeafDocument(leafParent('Message', head({ RESPONSECODE: SUCCEEDED, RESPONSEINFO: '' }) + leafParent('Data', list)));

/** The same head with an error of the whole message in it (`ErrorMSG`). */
export const renderErrorMessage = (words: string): string =>
  encodeLeafDocument(leafParent('Message', head({ RESPONSECODE: '', RESPONSEINFO: words }), { ErrorMSG: words }));

function head(response: { readonly RESPONSECODE: string; readonly RESPONSEINFO: string }): string {
  return leafParent('Head', leaves({ CREATETIME: slashedNow(), ...response, DIGITALSIGN: '' }));
}

/** `yyyy/MM/dd HH:mm:ss` in Beijing, which has had no summer time since 1991. */
function slashedNow(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
}

/**
 * `WSLIST` (§7.5). Served by document number, so the request (`CXQQDH`) is not known here and `WSBH` says what was asked for;
 * who registered a document and when (`DJR`, `DJRQ`) is not kept.
 */
export function renderDocuments(documents: readonly LegalDocument[]): string {
  const rows = documents.map((document) =>
    leafParent(
      'WSINFO',
      leaves({
        CXQQDH: '',
        WSBH: document.documentNumber,
        XH: String(document.sequence),
        WJMC: document.fileName,
        WJLX: document.fileType,
        DJR: '',
        DJRQ: '',
        WSNR: encodeBase64(document.content),
      }),
    ),
  );
  return encodeLeafDocument(leafParent('WSLIST', rows.join('')));
}

/** `ZJLIST` (§7.5), one row per officer. */
export function renderCertificates(requestNumber: string, certificates: readonly OfficerCertificates[]): string {
  const rows = certificates.map(({ workCertificate, dutyCertificate }, index) =>
    leafParent(
      'ZJINFO',
      leaves({
        CXQQDH: requestNumber,
        XH: String(index + 1),
        GZZBM: workCertificate.number,
        GZZWJGS: workCertificate.imageType,
        GZZ: encodeBase64(workCertificate.image),
        GWZBM: dutyCertificate.number,
        GWZWJGS: dutyCertificate.imageType,
        GWZ: encodeBase64(dutyCertificate.image),
      }),
    ),
  );
  return encodeLeafDocument(leafParent('ZJLIST', rows.join('')));
}
