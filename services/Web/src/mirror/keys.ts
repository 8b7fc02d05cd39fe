import { mirrorLimits } from '../contract/hub';

/** A pair of one socket: what others wrap with, and what never leaves this page. */
export interface OwnPair {
  /** Base64 of the raw P-256 point, 65 bytes. */
  publicKey: string;
  privateKey: CryptoKey;
}

const { headerBytes, tagBytes } = mirrorLimits;
const curve = { name: 'ECDH', namedCurve: 'P-256' };
const ivBytes = 12;
/** A view of memory that nobody shares, as WebCrypto takes it. */
type Bytes = Uint8Array<ArrayBuffer>;
const plain = (bytes: Uint8Array) => bytes as Bytes;

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Bytes =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The private key cannot be read out, not even by this page. */
export async function makePair(): Promise<OwnPair> {
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const point = await crypto.subtle.exportKey('raw', pair.publicKey);
  return { publicKey: toBase64(new Uint8Array(point)), privateKey: pair.privateKey };
}

/** AES-GCM, 256 bits; it can be read out, since it is wrapped for each leader. */
export const makeKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);

/** What wraps a key between one member and one leader in one class: both derive the same. */
async function wrapKey(
  own: OwnPair,
  otherPublicKey: string,
  sessionId: string,
  leaderId: string,
): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey('raw', fromBase64(otherPublicKey), curve, false, []);
  const shared = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: other },
    own.privateKey,
    256,
  );
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(['upperback-mirror', sessionId, leaderId].join(' '));
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** The key of a member's pictures for one leader: base64 of iv, ciphertext and tag, 60 bytes. */
export async function wrapFor(
  own: OwnPair,
  leaderPublicKey: string,
  sessionId: string,
  leaderId: string,
  keyId: number,
  key: CryptoKey,
): Promise<string> {
  const wrapping = await wrapKey(own, leaderPublicKey, sessionId, leaderId);
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: Uint8Array.of(keyId) },
    wrapping,
    await crypto.subtle.exportKey('raw', key),
  );
  return toBase64(Uint8Array.of(...iv, ...new Uint8Array(sealed)));
}

/**
 * The key that a member wrapped for this leader, which opens and cannot be read out.
 *
 * @throws when it was wrapped for somebody else, or changed on its way
 */
export async function unwrap(
  own: OwnPair,
  sharerPublicKey: string,
  sessionId: string,
  leaderId: string,
  keyId: number,
  wrapped: string,
): Promise<CryptoKey> {
  const wrapping = await wrapKey(own, sharerPublicKey, sessionId, leaderId);
  const bytes = fromBase64(wrapped);
  const raw = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: bytes.slice(0, ivBytes), additionalData: Uint8Array.of(keyId) },
    wrapping,
    bytes.slice(ivBytes),
  );
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
}

/**
 * Kind, key and sequence name a picture, so no two of one key have the same iv; the whole header is
 * authenticated with it.
 */
function cipherOf(header: Uint8Array): AesGcmParams {
  const iv = new Uint8Array(ivBytes);
  iv.set(header.subarray(0, 8));
  return { name: 'AES-GCM', iv, additionalData: plain(header) };
}

/** Header, ciphertext and tag. */
export async function seal(
  key: CryptoKey,
  header: Uint8Array,
  picture: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = await crypto.subtle.encrypt(cipherOf(header), key, plain(picture));
  const frame = new Uint8Array(headerBytes + sealed.byteLength);
  frame.set(header);
  frame.set(new Uint8Array(sealed), headerBytes);
  return frame;
}

/** The picture; null when this key does not open it, or it was changed on its way. */
export async function open(key: CryptoKey, frame: Uint8Array): Promise<Uint8Array | null> {
  if (frame.byteLength <= headerBytes + tagBytes) return null;
  const cipher = cipherOf(frame.subarray(0, headerBytes));
  return crypto.subtle.decrypt(cipher, key, plain(frame.subarray(headerBytes))).then(
    (picture) => new Uint8Array(picture),
    () => null,
  );
}
