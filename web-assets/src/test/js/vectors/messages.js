const ID = 'Vdd09BQFPaxKbCPcYukFtg';

/** Clause M, and T5 as far as it can be seen in one message. */
export function messages() {
  const of = (type, more = {}) => JSON.stringify({ type, id: ID, ...more });
  const offer = (size) => of('file-offer', { name: 'a.bin', size, mime: '' });
  return {
    comment: 'Clause M: the texts of frames. "taken": well formed. "passedOver": of a type that is not listed. '
      + '"refused": of a listed type and not well formed, or no message at all; each ends the session with "broken".',
    taken: [
      '{"type":"bye"}', '{"type":"path","relayed":true}', of('chat', { text: 'grüße 🎉' }), of('receipt'),
      offer(0), offer(Number.MAX_SAFE_INTEGER), of('file-accept'), of('file-decline', { why: 'too_large' }),
      of('file-cancel', { why: 'broken' }), of('file-progress', { bytes: 0 }),
      of('file-progress', { bytes: 2_097_152 }), of('file-done'),
    ],
    passedOver: ['{"type":"typing"}', '{"type":""}', of('file-pause')],
    refused: [
      'null', '[]', '{}', '"bye"', '{"type":1}', '{"type":"receipt"}', '{"type":"receipt","id":"AAAA"}', of('chat'),
      of('chat', { text: 'x'.repeat(16_385) }), offer(-1), offer(1.5), offer(2 ** 53), of('file-offer', { size: 1 }),
      of('file-progress'), of('file-progress', { bytes: -1 }), of('file-progress', { bytes: 0.5 }),
      of('file-progress', { bytes: '1' }), of('file-progress', { bytes: 2 ** 53 }),
      '{"type":"file-progress","bytes":1}',
    ],
  };
}
