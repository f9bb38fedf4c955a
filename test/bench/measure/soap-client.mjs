import { connect } from 'node:net';

const NAMESPACE = 'http://syyh.service.webService.ckw.tdh/';
const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * One call of the bank contract's service as bytes, ready for the wire, so that a load of thousands a second costs its
 * process next to nothing. `parameters` are Base64 and need no escaping.
 */
export function renderCall({ host, path }, operation, parameters) {
  const content = parameters.map((text, index) => `<arg${index}>${text}</arg${index}>`).join('');
  const body =
    '<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
    `xmlns:syyh="${NAMESPACE}"><soapenv:Header/><soapenv:Body><syyh:${operation}>${content}</syyh:${operation}></soapenv:Body></soapenv:Envelope>`;
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: text/xml; charset=utf-8\r\ncontent-length: ${body.length}\r\n` +
      `soapaction: "${NAMESPACE}SyyhConvertDataHandle/${operation}"\r\n\r\n${body}`,
    'latin1',
  );
}

/** A client of the service with one connection of its own, kept open, as an institution's front machine has it. */
export class SoapClient {
  #socket;
  #chunks = [];
  #size = 0;
  #expected = Infinity;
  #resolve;
  #reject;

  static async open({ hostname, port }) {
    const client = new SoapClient();
    await client.#open(hostname, port);
    return client;
  }

  #open(hostname, port) {
    this.#socket = connect({ host: hostname, port, noDelay: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('close', () => this.#reject?.(new Error('The exchange has hung up.')));
    return new Promise((resolve, reject) => {
      this.#socket.once('connect', resolve);
      this.#socket.on('error', (error) => (this.#reject ?? reject)(error));
    });
  }

  /** @returns the text of `return`. One call at a time. */
  call(bytes) {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#reject = undefined;
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#expected === Infinity) this.#expected = expectedSize(Buffer.concat(this.#chunks));
    if (this.#size < this.#expected) return;
    const reply = Buffer.concat(this.#chunks).toString('latin1');
    this.#chunks = [];
    this.#size = 0;
    this.#expected = Infinity;
    const start = reply.indexOf('<return>');
    const end = reply.indexOf('</return>', start);
    const ok = reply.startsWith('HTTP/1.1 200') && start > 0 && end > 0;
    if (ok) this.#resolve(reply.slice(start + 8, end));
    else this.#reject(new Error(`The exchange refused a call: ${reply.slice(0, 60).split('\r\n', 1)[0]}`));
  }
}

/** Bytes of the whole reply, once its head is there. */
function expectedSize(bytes) {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return Infinity;
  const length = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, headEnd));
  if (length === null) throw new Error('The exchange did not say how long its reply is.');
  return headEnd + HEAD_END.length + Number(length[1]);
}
