// Put into both pages before their own scripts: a plain channel beside the two of the room, over the same connection,
// and an eye on everything that keeps the page's thread busy.
(() => {
  const BUFFERED = 1024 * 1024;
  const MESSAGE = 64 * 1024;
  const stalls = [];
  new PerformanceObserver((list) => stalls.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' });

  let plain;
  const Native = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration) {
      super(configuration);
      plain = super.createDataChannel('plain', { negotiated: true, id: 200 });
      plain.binaryType = 'arraybuffer';
    }
  };

  // What a save dialogue would hand out, without the dialogue: a file in the browser's own file system.
  globalThis.showSaveFilePicker = async ({ suggestedName }) => (
    (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true })
  );

  globalThis.probe = {
    stalls: () => stalls.splice(0),
    heap: async () => (await performance.measureUserAgentSpecificMemory()).bytes,
    /** Takes so many bytes and says one word when they are there. */
    take(size) {
      let taken = 0;
      plain.onmessage = ({ data }) => {
        taken += data.byteLength;
        if (taken === size) plain.send('all');
      };
    },
    /** Sends so many bytes; milliseconds until the other side has them. */
    async send(size) {
      const message = new Uint8Array(MESSAGE);
      plain.bufferedAmountLowThreshold = BUFFERED;
      const all = new Promise((resolve) => { plain.onmessage = resolve; });
      const begin = performance.now();
      for (let sent = 0; sent < size; sent += MESSAGE) {
        while (plain.bufferedAmount > BUFFERED) await new Promise((resolve) => { plain.onbufferedamountlow = resolve; });
        plain.send(message);
      }
      await all;
      return performance.now() - begin;
    },
    /** Accepts the newest file; milliseconds until the page shows that it is whole. */
    accept: () => new Promise((resolve, reject) => {
      const card = [...document.querySelectorAll('li.file')].at(-1);
      const begin = performance.now();
      new MutationObserver(() => {
        if (card.dataset.state === 'done') resolve(performance.now() - begin);
        if (card.dataset.state === 'failed') reject(new Error(card.innerText));
      }).observe(card, { attributeFilter: ['data-state'] });
      card.querySelector('.file-accept:not([hidden]), .file-save-to:not([hidden])').click();
    }),
  };
})();
