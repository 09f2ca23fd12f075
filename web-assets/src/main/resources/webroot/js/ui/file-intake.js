import { byId } from './dom.js';

/**
 * @typedef {object} IntakeEvents
 * @property {(files: File[], folders: boolean) => void} onFiles all that came at once, and whether there were folders
 *   among it
 */

/**
 * Takes files in: picked, pasted, or dropped anywhere on the page. A dropped file never makes the browser leave the
 * page, which would end the room.
 */
export class FileIntake {
  #hint = byId('drop-hint', HTMLElement);
  #picker = byId('file-pick', HTMLInputElement);
  #button = byId('file-button', HTMLButtonElement);
  #events;
  #stop = new AbortController();

  /** @param {IntakeEvents} events */
  constructor(events) {
    this.#events = events;
    const until = { signal: this.#stop.signal };
    this.#button.addEventListener('click', () => this.#picker.click(), until);
    this.#picker.addEventListener('change', () => this.#picked(), until);
    document.addEventListener('paste', (event) => this.#pasted(event), until);
    document.addEventListener('dragover', (event) => this.#hovers(event), until);
    document.addEventListener('dragleave', (event) => this.#leaves(event), until);
    document.addEventListener('drop', (event) => this.#dropped(event), until);
  }

  /** @param {boolean} enabled whether the picker can be used */
  enable(enabled) {
    this.#button.disabled = !enabled;
    this.#picker.disabled = !enabled;
  }

  /** Forgets what was picked and listens no more. */
  wipe() {
    // With no reason given the browser makes an error of its own, whose call stack holds the whole talk that has ended.
    this.#stop.abort('wiped');
    this.#picker.value = '';
    this.#hint.hidden = true;
    this.enable(false);
  }

  #picked() {
    const files = [...(this.#picker.files ?? [])];
    this.#picker.value = '';
    if (files.length > 0) this.#events.onFiles(files, false);
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    this.#events.onFiles(files, false);
  }

  /** @param {DragEvent} event */
  #hovers(event) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    this.#hint.hidden = false;
  }

  /** @param {DragEvent} event */
  #leaves(event) {
    if (event.relatedTarget === null) this.#hint.hidden = true;
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    this.#hint.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const items = [...(event.dataTransfer?.items ?? [])].filter((item) => item.kind === 'file');
    const files = items.filter((item) => !isFolder(item)).map((item) => item.getAsFile());
    this.#events.onFiles(files.filter((file) => file !== null), items.some(isFolder));
  }
}

/**
 * The files that a paste means. Office programs add a picture of the text to the text, plain and formatted, that was
 * copied: there the text is meant. A copied file comes with its name as plain text at most, a copied picture with its
 * place in a page.
 * @param {Pick<DataTransfer, 'files' | 'types'> | null} clipboard
 * @returns {File[]}
 */
export function pastedFiles(clipboard) {
  const types = clipboard?.types ?? [];
  return types.includes('text/plain') && types.includes('text/html') ? [] : [...(clipboard?.files ?? [])];
}

/** @param {DataTransferItem} item */
function isFolder(item) {
  return item.webkitGetAsEntry()?.isDirectory === true;
}

/** @param {DragEvent} event */
function carriesFiles(event) {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
