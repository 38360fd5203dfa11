// A WebSocket client as small as a test needs it: Node 20 has none without a flag.
import { randomBytes } from 'node:crypto';
import http from 'node:http';

const [CONTINUED, TEXT, CLOSE, PING, PONG] = [0, 1, 8, 9, 10];

/** @param {number} opcode @param {Buffer} data @returns {Buffer} one frame, masked as a client's must be */
function frameOf(opcode, data) {
  const long = data.length > 65_535 ? 8 : data.length > 125 ? 2 : 0;
  const head = Buffer.alloc(2 + long);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (long === 8 ? 127 : long === 2 ? 126 : data.length);
  if (long === 2) head.writeUInt16BE(data.length, 2);
  if (long === 8) head.writeBigUInt64BE(BigInt(data.length), 2);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, data.map((byte, i) => byte ^ mask[i % 4])]);
}

/** @param {Buffer} bytes @returns {{ isLast: boolean, opcode: number, data: Buffer, size: number } | null} the first frame, null where it has not come whole */
function firstFrame(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1] & 127;
  const begin = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < begin) return null;
  const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  const size = begin + length;
  return bytes.length < size ? null : { isLast: (bytes[0] & 0x80) !== 0, opcode: bytes[0] & 15, data: bytes.subarray(begin, size), size };
}

/**
 * @param {string} address ws://host:port/path
 * @param {(text: string) => void} onText
 * @returns {Promise<{ send: (text: string) => void, end: () => void }>}
 */
export function openSocket(address, onText) {
  return new Promise((done, failed) => {
    const request = http.get(address.replace(/^ws/, 'http'), {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    });
    request.on('error', failed);
    request.on('response', ({ statusCode }) => failed(new Error(`${address} answers ${statusCode}, no socket`)));
    request.on('upgrade', (_, socket, head) => {
      let bytes = head;
      /** @type {Buffer[]} */
      let parts = [];
      const read = () => {
        for (let frame = firstFrame(bytes); frame; frame = firstFrame(bytes)) {
          bytes = bytes.subarray(frame.size);
          if (frame.opcode === PING) socket.write(frameOf(PONG, frame.data));
          if (frame.opcode === CLOSE) socket.end();
          if (frame.opcode !== TEXT && frame.opcode !== CONTINUED) continue;
          parts.push(frame.data);
          if (!frame.isLast) continue;
          const text = Buffer.concat(parts).toString('utf8');
          parts = [];
          onText(text);
        }
      };
      socket.on('error', () => {}); // The browser has ended: whoever waits for an answer is told by its exit.
      socket.on('data', chunk => {
        bytes = Buffer.concat([bytes, chunk]);
        read();
      });
      done({ send: text => void socket.write(frameOf(TEXT, Buffer.from(text))), end: () => void socket.destroy() });
      read();
    });
  });
}
