/** The key material that the members of a room share: a passphrase, or at least 16 random bytes. */
export type SharedKey = string | Uint8Array<ArrayBuffer>;

/** PBKDF2 with SHA-256: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html. */
const passphraseRounds = 600_000;

/** The number of cached stream keys: forged streams must not exhaust the memory. */
const rememberedStreams = 512;

const text = new TextEncoder();

/** A key that all members of a room share, and the stream keys derived from it. */
export class FrameKey {
  readonly #base: CryptoKey;
  readonly #streams = new Map<string, Promise<CryptoKey>>();

  private constructor(base: CryptoKey) {
    this.#base = base;
  }

  static async import(key: SharedKey): Promise<FrameKey> {
    const bytes = typeof key === 'string' ? await stretch(key) : key;
    return new FrameKey(await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']));
  }

  /**
   * The key of one stream: AES-GCM with 128 bits, by HKDF (RFC 5869).
   *
   * @param salt - random, chosen by the sender for each stream, so that no two streams use one key with the same counter
   */
  ofStream(salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
    const name = salt.join();
    let key = this.#streams.get(name);
    if (!key) {
      if (this.#streams.size >= rememberedStreams) {
        this.#streams.clear();
      }
      key = crypto.subtle.deriveKey(
        { name: 'HKDF', hash: 'SHA-256', salt, info: text.encode('signal-hybrid frame') },
        this.#base,
        { name: 'AES-GCM', length: 128 },
        false,
        ['encrypt', 'decrypt'],
      );
      this.#streams.set(name, key);
    }
    return key;
  }
}

async function stretch(passphrase: string): Promise<ArrayBuffer> {
  const material = await crypto.subtle.importKey('raw', text.encode(passphrase), 'PBKDF2', false, ['deriveBits']);
  const salt = text.encode('signal-hybrid e2ee');
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: passphraseRounds }, material, 256);
}
