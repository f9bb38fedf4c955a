import { createHash } from 'node:crypto';
import type { ControlCall, ControlExtent, ControlRequest, HttpCall, PushInstitution } from '#contracts/adapter';
import { callHeaders, jsonHeaders } from './question.js';

/** The thing an order is about, field by field as the contract names them. */
export type WireThing = Readonly<Record<string, string>>;

/** Where one contract keeps its orders, and how it names things. */
export interface OrderPlace {
  /** `/securities/v1` */
  readonly base: string;
  thingOf(request: ControlRequest): WireThing;
}

const pathOf = ({ base }: OrderPlace, { requestNumber }: ControlRequest): string => `${base}/orders/${encodeURIComponent(requestNumber)}`;

/** `PUT …/orders/{requestNumber}`: the same order is the same bytes, however often it is described (I4). */
export function describeOrder(order: ControlCall, institution: PushInstitution, place: OrderPlace): HttpCall {
  return { method: 'PUT', path: pathOf(place, order.request), headers: jsonHeaders(institution), body: JSON.stringify(writtenOrder(order, place)) };
}

/** `GET …/orders/{requestNumber}` */
export function describeOrderStatus(request: ControlRequest, institution: PushInstitution, place: OrderPlace): HttpCall {
  return { method: 'GET', path: pathOf(place, request), headers: callHeaders(institution) };
}

/** The body of an order. Every field by name: what a request may grow later must not leave by itself. */
export function writtenOrder({ request, documents, certificates }: ControlCall, place: OrderPlace) {
  const { subject, original, payee, from, until, convertCurrency } = request;
  return {
    requestNumber: request.requestNumber,
    operation: request.operation,
    subject: { kind: subject.kind, name: subject.name, otherNames: subject.otherNames, documents: subject.documents.map(({ type, number }) => ({ type, number })) },
    case: { caseNumber: request.case.caseNumber, courtCode: request.case.courtCode, courtName: request.case.courtName },
    officers: request.officers.map(({ name, phone, workCertificate, dutyCertificate }) => ({ name, phone, workCertificate, dutyCertificate })),
    target: place.thingOf(request),
    extent: writtenExtent(request.extent),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    rulingNumber: request.rulingNumber,
    noticeName: request.noticeName,
    ...(original === undefined
      ? {}
      : {
          original: {
            requestNumber: original.requestNumber,
            caseNumber: original.caseNumber,
            ...(original.institutionReference === undefined ? {} : { institutionReference: original.institutionReference }),
          },
        }),
    ...(payee === undefined
      ? {}
      : {
          payee: {
            accountName: payee.accountName,
            bankName: payee.bankName,
            bankNumber: payee.bankNumber,
            accountNumber: payee.accountNumber,
            ...(payee.accountType === undefined ? {} : { accountType: payee.accountType }),
          },
        }),
    ...(convertCurrency === undefined ? {} : { convertCurrency }),
    answerBy: request.answerBy,
    documents: documents.map(({ fileName, fileType, category, content }) => ({ name: fileName, type: fileType, category, ...written(content, 'content') })),
    certificates: certificates.map(({ officerName, workCertificate, dutyCertificate }) => ({
      officerName,
      workCertificate: image(workCertificate),
      dutyCertificate: image(dutyCertificate),
    })),
  };
}

const image = (certificate: ControlCall['certificates'][number]['workCertificate']) => ({
  number: certificate.number,
  imageType: certificate.imageType,
  ...written(certificate.image, 'image'),
});

/** Bytes as Base64 under the given name, with the SHA-256 of the bytes in lower-case hexadecimal. */
const written = <Name extends string>(bytes: Uint8Array, name: Name) => ({ [name]: Buffer.from(bytes).toString('base64'), sha256: sha256(bytes) }) as Record<Name | 'sha256', string>;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function writtenExtent(extent: ControlExtent): object {
  switch (extent.by) {
    case 'amount':
      return { by: 'amount', amountFen: extent.amount.fen, currency: extent.amount.currency };
    case 'quantity':
      return { by: 'quantity', quantity: extent.quantity.amount, unit: extent.quantity.unit, worthFen: extent.worth.fen, currency: extent.worth.currency };
    case 'ratio':
      return { by: 'ratio', basisPoints: extent.basisPoints };
    case 'account':
    case 'whole':
      return { by: extent.by };
    default: {
      const never: never = extent;
      return never;
    }
  }
}
