'use strict';
// The lab: a token to edit. The page talks to nobody; its policy allows this script and its style alone.
// The verdict is that of `tokenry verify`: the same checks in the same order. Signatures are the browser's (WebCrypto).

const data = JSON.parse(document.getElementById('data').textContent);
const say = data.words;
const $ = id => document.getElementById(id);
const subtle = globalThis.crypto?.subtle;

/* ---- Text, bytes, base64url ---- */

const toBytes = text => new TextEncoder().encode(text);
const toText = bytes => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

function base64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const encode = bytes => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** RFC 7515 §2: no padding, no other characters, no bits left over. */
function decode(text) {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = fromBase64(text);
  return encode(bytes) === text ? bytes : null;
}

function fromBase64(text) {
  const plain = text.replace(/\s|=/g, '').replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(plain), one => one.charCodeAt(0));
}

/** What can't be seen, or turns the text around it, as an escape. */
const visible = text => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, one =>
  one === '\n' ? one : `\\u${one.codePointAt(0).toString(16).padStart(4, '0')}`);

/* ---- JSON as it is written ---- */

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const MAX_DEPTH = 128;

/** The members of an object with their places in its text, so that digits and order stay; null if it is no object. */
function scan(text) {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const members = [], open = [];
  let twice = false, colon = false;
  for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
    if (open.length === 0 && token !== '{' && token !== '}') return null;
    if (token[0] === '"' && /\p{Cs}/u.test(JSON.parse(token))) return null;
    const inside = open.at(-1), end = at + token.length;
    if (token === ':' || token === ',') {
      colon = token === ':' && open.length === 1;
      if (token === ',') inside.name = true;
      continue;
    }
    if (token[0] === '"' && inside.name) {
      const name = JSON.parse(token);
      twice ||= inside.names.has(name);
      inside.names.add(name);
      inside.name = false;
      if (open.length === 1) members.push({ name, from: at });
      continue;
    }
    if (colon) members.at(-1).start = at;
    colon = false;
    if (token === '{') open.push({ names: new Set(), name: true });
    else if (token === '[') open.push({ names: new Set(), name: false, array: true });
    else if (token === '}' || token === ']') open.pop();
    if (open.length > MAX_DEPTH) return null;
    if (inside?.array) inside.name = false;
    if (open.length === 1 && members.length) members.at(-1).end = end;
  }
  for (const member of members) member.raw = text.slice(member.start, member.end);
  return { members, twice };
}

const member = (object, name) => object?.members.findLast(one => one.name === name);
const value = (object, name) => {
  const found = member(object, name);
  return found && JSON.parse(found.raw);
};

/** The text with another value for a member, and nothing else changed. */
function withMember(text, name, raw) {
  const object = scan(text);
  if (!object) return null;
  const found = member(object, name);
  if (found) return text.slice(0, found.start) + raw + text.slice(found.end);
  const brace = text.lastIndexOf('}'), last = object.members.at(-1);
  const at = last ? last.end : brace;
  return `${text.slice(0, at)}${last ? ',' : ''}${JSON.stringify(name)}:${raw}${text.slice(at)}`;
}

/* ---- The token ---- */

const PARTS = ['header', 'payload'];
const [compact] = data.token.split('~', 1);
const original = compact.split('.');
/** Whether there is something to edit: three parts, and no disclosures behind them. */
const whole = original.length === 3 && compact === data.token;
const first = {};
let signature = whole ? original[2] : '';
/** Whether the clock was moved by hand, and whether a token that was refused was signed anew since the last edit. */
let moved = false, mended = false;

/** A part that is as it was keeps its characters. */
function part(index) {
  const box = $(PARTS[index]);
  return box.value === first[PARTS[index]] ? original[index] : encode(toBytes(box.value));
}

const isEdited = () => PARTS.some((name, index) => part(index) !== original[index]);
const signingInput = () => `${part(0)}.${part(1)}`;
const wholeToken = () => whole ? `${signingInput()}.${signature}` : data.token;

/** A part as verify reads it. */
function read(text) {
  const bytes = decode(text);
  if (!bytes) return { fault: 'malformed_base64' };
  let json;
  try {
    json = scan(toText(bytes));
  } catch {
    json = null;
  }
  return json ? { bytes, json } : { bytes, fault: 'malformed_json' };
}

/* ---- Algorithms and keys ---- */

const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

/** How WebCrypto calls an algorithm, and which kind of key it takes; `null` where it has no name for it. */
function algorithm(alg) {
  const bits = /^(?:HS|RS|PS|ES)(256|384|512)$/.exec(alg)?.[1];
  const hash = `SHA-${bits}`;
  if (bits && alg.startsWith('HS')) return { kind: 'secret', name: 'HMAC', hash };
  if (bits && alg.startsWith('RS')) return { kind: 'RSA', name: 'RSASSA-PKCS1-v1_5', hash };
  if (bits && alg.startsWith('PS')) return { kind: 'RSA', name: 'RSA-PSS', hash, saltLength: bits / 8, random: true };
  if (bits) return { kind: CURVES[alg], name: 'ECDSA', namedCurve: CURVES[alg], hash, random: true };
  if (alg === 'EdDSA' || alg === 'Ed25519') return { kind: 'Ed25519', name: 'Ed25519' };
  return null;
}

/** The kinds of keys of algorithms that browsers do not have. */
const KINDS = { ES256K: 'secp256k1', 'ML-DSA-44': 'ML-DSA-44', 'ML-DSA-65': 'ML-DSA-65', 'ML-DSA-87': 'ML-DSA-87' };
const isHmac = alg => /^HS\d/.test(alg ?? '');
const isPair = alg => !!alg && !isHmac(alg) && (algorithm(alg) !== null || alg in KINDS);

/** A value of DER (X.690 §8.1): its tag and where its content is. */
function der(bytes, at) {
  let length = bytes[at + 1], start = at + 2;
  if (length > 0x80) {
    let count = length - 0x80;
    for (length = 0; count > 0; count--) length = length * 256 + bytes[start++];
  }
  const end = start + length;
  if (!(end <= bytes.length)) throw new RangeError('DER');
  return { tag: bytes[at], at, start, end, whole: bytes.slice(at, end), content: bytes.slice(start, end) };
}

function children(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; at = found.at(-1).end) found.push(der(bytes, at));
  return found;
}

function wrap(tag, ...contents) {
  const content = contents.flatMap(one => [...one]);
  const size = [];
  for (let length = content.length; length > 0; length = Math.floor(length / 256)) size.unshift(length % 256);
  const length = content.length < 0x80 ? [content.length] : [0x80 + size.length, ...size];
  return Uint8Array.from([tag, ...length, ...content]);
}

const fromHex = hex => Uint8Array.from(hex.match(/../g) ?? [], one => parseInt(one, 16));
const toHex = bytes => Array.from(bytes, one => one.toString(16).padStart(2, '0')).join('');
const RSA = fromHex('300d06092a864886f70d0101010500');
/** Object identifiers: key types, then curves. */
const OIDS = {
  '2a864886f70d010101': 'RSA', '2a864886f70d01010a': 'RSA', '2b6570': 'Ed25519', '2a8648ce3d0201': 'EC',
  '608648016503040311': 'ML-DSA-44', '608648016503040312': 'ML-DSA-65', '608648016503040313': 'ML-DSA-87',
  '2a8648ce3d030107': 'P-256', '2b81040022': 'P-384', '2b81040023': 'P-521', '2b8104000a': 'secp256k1',
};

/** What an AlgorithmIdentifier says (RFC 5280 §4.1.1.2). */
function kindOf(identifier) {
  const [type, curve] = children(identifier.content);
  const kind = OIDS[toHex(type.content)];
  if (kind === 'EC') return [OIDS[toHex(curve.content)], identifier.whole];
  // A key that is bound to PSS is taken as an RSA key; WebCrypto knows no other.
  return [kind, kind === 'RSA' ? RSA : identifier.whole];
}

const VERSION_0 = [2, 1, 0];
const pkcs8 = (identifier, key) => wrap(0x30, VERSION_0, identifier, wrap(4, key));

/** A key in PEM, as SPKI or PKCS#8. */
function fromPem(label, bytes) {
  const [outer] = children(bytes);
  const fields = children(outer.content);
  if (label === 'RSA PUBLIC KEY') return { kind: 'RSA', spki: wrap(0x30, RSA, wrap(3, [0], outer.whole)) };
  if (label === 'RSA PRIVATE KEY') return { kind: 'RSA', pkcs8: pkcs8(RSA, outer.whole) };
  if (label === 'PUBLIC KEY') {
    const [kind, identifier] = kindOf(fields[0]);
    return { kind, spki: wrap(0x30, identifier, fields[1].whole) };
  }
  if (label === 'PRIVATE KEY') {
    const [kind, identifier] = kindOf(fields[1]);
    return { kind, pkcs8: pkcs8(identifier, fields[2].content) };
  }
  if (label === 'EC PRIVATE KEY') {
    // SEC 1: the curve is in the field [0].
    const curve = fields.find(one => one.tag === 0xa0).content;
    const identifier = wrap(0x30, [6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1], curve);
    return { kind: OIDS[toHex(der(curve, 0).content)], pkcs8: pkcs8(identifier, outer.whole) };
  }
  if (label === 'CERTIFICATE') {
    // RFC 5280 §4.1: behind an optional version: serial, algorithm, issuer, validity, subject, key.
    const inner = children(fields[0].content);
    return fromPem('PUBLIC KEY', inner[inner[0].tag === 0xa0 ? 6 : 5].whole);
  }
  return null;
}

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi'];
const MATERIAL = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'] };

function fromJwk(jwk) {
  const names = MATERIAL[jwk?.kty];
  if (!names) return null;
  const material = { kty: jwk.kty };
  for (const name of [...names, ...PRIVATE]) if (typeof jwk[name] === 'string') material[name] = jwk[name];
  const { kid, alg, use, key_ops } = jwk;
  return { kind: jwk.crv ?? 'RSA', jwk: material, kid, alg, use, operations: key_ops };
}

/** The keys in a text box: PEM, a JWK or a JWK Set. */
function keysIn(text) {
  try {
    const found = Array.from(text.matchAll(PEM), ([, label, body]) => fromPem(label, fromBase64(body)));
    if (text.trim().startsWith('{')) {
      const json = JSON.parse(text);
      found.push(...(json.keys ?? [json]).map(fromJwk));
    }
    const keys = found.filter(key => key?.kind);
    if (keys.length) return keys;
  } catch { /* said below */ }
  throw new Error(say.unreadable_key);
}

const isPrivate = key => !!(key.pkcs8 ?? key.jwk?.d);

function withoutPrivate(jwk) {
  const kept = Object.entries(jwk).filter(([name]) => ![...PRIVATE, 'key_ops', 'ext'].includes(name));
  return Object.fromEntries(kept);
}

const jwkOf = async (form, bytes, method, use) =>
  subtle.exportKey('jwk', await subtle.importKey(form, bytes, method, true, [use]));

/** A key for WebCrypto. The public half of a private key is made of that. */
async function imported(key, method, use) {
  if (key.secret) return subtle.importKey('raw', key.secret, method, false, [use]);
  if (use === 'sign') {
    return key.pkcs8
      ? subtle.importKey('pkcs8', key.pkcs8, method, false, [use])
      : subtle.importKey('jwk', key.jwk, method, false, [use]);
  }
  if (key.spki) return subtle.importKey('spki', key.spki, method, true, [use]);
  const jwk = key.jwk ?? await jwkOf('pkcs8', key.pkcs8, method, 'sign');
  return subtle.importKey('jwk', withoutPrivate(jwk), method, true, [use]);
}

function toPem(label, bytes) {
  const lines = base64(bytes).match(/.{1,64}/g).join('\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

/** The bytes of the secret in its box. */
function secretBytes() {
  const text = $('secret').value, coded = text.replace(/\s/g, '');
  const as = $('coding').value;
  if (as === 'text') return toBytes(text);
  try {
    if (as === 'hex') {
      if (!/^(?:[\da-f]{2})*$/i.test(coded)) throw new Error();
      return fromHex(coded);
    }
    return fromBase64(coded);
  } catch {
    throw new Error(say.unreadable_secret);
  }
}

/** RFC 8725 §2.1: a key's text is no secret. */
const isKeyText = secret => {
  const text = new TextDecoder('latin1').decode(secret);
  return /--BEGIN|--END |(?:PRIVATE|PUBLIC) KEY-|<RSAKeyValue|PuTTY-User-Key-File/.test(text)
    || /["']kty["']\s*:\s*["'](?:oct|RSA|EC|OKP|AKP)["']/.test(text);
};

/** What the key of this page is bound to, while its box is as it was. */
const bound = box => $(box).value === first[box] ? data.key?.bound ?? {} : {};
const filled = name => !$(`${name}-field`).hidden && $(name).value.trim() !== '';

/** The keys that a verifier has, and those that can sign. */
function keysHeld() {
  const verifying = [], signing = [];
  if (!$('secret-field').hidden && $('secret').value !== '') {
    const secret = secretBytes();
    if (secret.length) verifying.push({ kind: 'secret', secret, ...bound('secret') });
    signing.push(...verifying);
  }
  const own = filled('private') ? keysIn($('private').value) : [];
  if (own.some(key => !isPrivate(key))) throw new Error(say.not_private);
  signing.push(...own);
  const known = filled('public') ? keysIn($('public').value) : own;
  verifying.push(...known.map(key => ({ ...bound('public'), ...key })));
  return { verifying, signing };
}

const sameAlgorithm = (one, other) =>
  one === other || [one, other].every(alg => alg === 'EdDSA' || alg === 'Ed25519');

/** Why a key that can do the algorithm must not be used (RFC 7517 §4, RFC 7518 §3.3). */
async function isUnusable(key, method) {
  if (key.use !== undefined && key.use !== 'sig') return true;
  const operations = key.operations;
  if (operations && !operations.includes('verify') && !(operations.includes('sign') && isPrivate(key))) return true;
  if (key.secret) return key.secret.every(byte => byte === 0) || isKeyText(key.secret);
  const { algorithm } = await imported(key, method, 'verify');
  return algorithm.modulusLength !== undefined && !(algorithm.modulusLength >= 2048 && algorithm.modulusLength <= 8192);
}

/** What algorithm and key decide before a signature is looked at: a reason, or the keys to try. */
async function choose(header, verifying) {
  const alg = value(header, 'alg'), kid = value(header, 'kid');
  if (typeof alg !== 'string') return {};
  if (alg.toLowerCase() === 'none') return { reason: 'unsecured' };
  if (!data.algorithms.includes(alg)) return { reason: 'algorithm_unsupported' };
  const allowed = data.policy.algorithms;
  if (allowed.length && !allowed.some(one => sameAlgorithm(one, alg))) return { reason: 'algorithm_not_allowed' };
  const selects = typeof kid === 'string' && verifying.some(key => key.kid !== undefined);
  const selected = verifying.filter(key => !selects || key.kid === kid);
  if (!selected.length) return { reason: 'key_not_found' };
  const method = algorithm(alg), kind = method?.kind ?? KINDS[alg];
  const fitting = selected.filter(key => key.kind === kind && (key.alg === undefined || sameAlgorithm(key.alg, alg)));
  if (!fitting.length) return { reason: 'algorithm_not_allowed' };
  if (!method) throw new Error(say.lacks.replace('{alg}', alg));
  const usable = [];
  for (const key of fitting) if (!await isUnusable(key, method)) usable.push(key);
  return usable.length ? { method, keys: usable } : { reason: 'key_unusable' };
}

/* ---- The verdict ---- */

/** What the header must be (RFC 7515 §4.1). */
function headerFault(header) {
  if (header.twice) return 'duplicate_member';
  const isText = name => !member(header, name) || typeof value(header, name) === 'string';
  if (!['alg', 'kid', 'typ', 'cty'].every(isText) || !member(header, 'alg')) return 'malformed_structure';
  const isUnencoded = member(header, 'b64') && value(header, 'b64') !== true;
  return member(header, 'crit') || isUnencoded ? 'unsupported_critical' : null;
}

/** Everything that does not hang on the clock. */
async function look() {
  const parts = [read(part(0)), read(part(1))], [header, payload] = parts;
  const bytes = decode(signature);
  const found = { header: header.json, claims: payload.json, reasons: [], trouble: null, signed: false, made: null };
  const only = data.policy.signature_only;
  const payloadFault = only && payload.fault !== 'malformed_base64' ? null : payload.fault;
  const structure = header.fault ?? payloadFault
    ?? (payload.json?.twice && !only ? 'duplicate_member' : null)
    ?? (bytes ? null : 'malformed_base64');
  const inHeader = header.json ? headerFault(header.json) : null;
  found.reasons.push(...[structure, inHeader].filter(Boolean));
  try {
    if (!subtle) throw new Error(say.no_crypto);
    const { verifying, signing } = keysHeld();
    found.hasKey = verifying.length > 0;
    if (!found.hasKey) return found;
    found.made = await make(signing, value(header.json, 'alg'));
    const { reason, method, keys } = await choose(header.json, verifying);
    if (reason) found.reasons.push(reason);
    if (keys && bytes && payload.bytes && inHeader !== 'unsupported_critical') {
      const input = toBytes(signingInput());
      for (const key of keys) {
        found.signed ||= await subtle.verify(method, await imported(key, method, 'verify'), bytes, input);
      }
      if (!found.signed) found.reasons.push('signature_mismatch');
      // A signature with a random part is another one each time: the one that is right is the one to show.
      if (found.signed && method.random && found.made !== null) found.made = signature;
    }
  } catch (error) {
    found.trouble = error instanceof DOMException
      ? say.refused.replace('{error}', error.message || error.name)
      : error.message;
  }
  return found;
}

/** The signature of what stands there, by whoever can make it. */
async function make(signing, alg) {
  const method = typeof alg === 'string' ? algorithm(alg) : null;
  const key = signing.find(key => key.kind === method?.kind);
  if (!key) return null;
  const made = await subtle.sign(method, await imported(key, method, 'sign'), toBytes(signingInput()));
  return encode(new Uint8Array(made));
}

const isTime = raw => /^-?\d/.test(raw);
const pointed = (claims, name) => {
  if (member(claims, name)) return value(claims, name);
  if (!name.startsWith('/')) return undefined;
  const steps = name.slice(1).split('/').map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce((inside, step, index) =>
    index === 0 ? value(claims, step) : inside !== null && typeof inside === 'object' && Object.hasOwn(inside, step) ? inside[step] : undefined, null);
};
const holds = (found, word) => Array.isArray(found) ? found.includes(word)
  : typeof found === 'string' && (found === word || found.split(' ').includes(word));
const sameValue = (one, other) => {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return one === other;
  const names = Object.keys(one);
  return Array.isArray(one) === Array.isArray(other) && names.length === Object.keys(other).length
    && names.every(name => Object.hasOwn(other, name) && sameValue(one[name], other[name]));
};
/** RFC 7515 §4.1.9: `application/` may be left out. */
const mediaType = text => (text.includes('/') ? text : `application/${text}`).toLowerCase();

/** What the claims must be at a moment (RFC 7519 §4.1), in the order of verify. */
function claimReasons(header, claims, now) {
  const { policy } = data, reasons = [];
  const fail = (is, reason) => is && reasons.push(reason);
  if (claims && !policy.signature_only) {
    const raw = name => member(claims, name)?.raw;
    const time = (name, judge) => {
      const text = raw(name);
      if (text === undefined) return;
      if (isTime(text)) judge(Number(text)); else reasons.push('claim_invalid');
    };
    time('exp', exp => fail(exp <= now - policy.leeway, 'expired'));
    time('nbf', nbf => fail(nbf > now + policy.leeway, 'not_yet_valid'));
    time('iat', iat => fail(policy.max_age !== null && iat > now + policy.leeway, 'issued_in_future'));
    const text = (name, expected, reason) => {
      if (!expected.length) return;
      const found = value(claims, name);
      if (found === undefined) reasons.push('claim_missing');
      else if (typeof found !== 'string') reasons.push('claim_invalid');
      else fail(!expected.includes(found), reason);
    };
    const tenant = value(claims, 'tid');
    const issuers = policy.issuers.map(one =>
      typeof tenant === 'string' && /^[\w-]+$/.test(tenant) ? one.replace('{tenantid}', tenant) : one);
    text('iss', issuers, 'issuer_mismatch');
    const found = value(claims, 'aud');
    if (found === undefined) fail(policy.audiences.length, 'claim_missing');
    else {
      const all = typeof found === 'string' ? [found] : found;
      if (!Array.isArray(all) || !all.every(one => typeof one === 'string')) reasons.push('claim_invalid');
      else fail(policy.audiences.length && !all.some(one => policy.audiences.includes(one)), 'audience_mismatch');
    }
    text('sub', policy.subjects, 'subject_mismatch');
  }
  if (policy.typ !== null && header) {
    const typ = value(header, 'typ');
    if (typeof typ !== 'string') reasons.push('claim_missing');
    else fail(mediaType(typ) !== mediaType(policy.typ), 'type_mismatch');
  }
  if (claims && !policy.signature_only) {
    for (const { claim, is, holds: word } of policy.required) {
      const found = pointed(claims, claim);
      if (found === undefined) reasons.push('claim_missing');
      else fail(is !== undefined && !sameValue(found, is) || word !== undefined && !holds(found, word), 'claim_mismatch');
    }
    for (const word of policy.scopes) {
      const found = ['scope', 'scp'].map(name => value(claims, name)).filter(one => one !== undefined);
      if (!found.length) reasons.push('claim_missing');
      else fail(!found.some(one => holds(one, word)), 'claim_mismatch');
    }
    for (const name of policy.forbidden) fail(pointed(claims, name) !== undefined, 'claim_forbidden');
    if (policy.max_age !== null) {
      const iat = member(claims, 'iat')?.raw;
      if (iat === undefined) reasons.push('claim_missing');
      else fail(isTime(iat) && Number(iat) + policy.max_age + policy.leeway < now, 'too_old');
    }
  }
  return reasons;
}

/* ---- What is shown ---- */

let found = null, turn = 0, looking = Promise.resolve();

/** Looks at the token anew; meanwhile there is no verdict. */
function examine() {
  const mine = ++turn;
  $('verdict').textContent = '';
  $('token').replaceChildren(...coloured());
  fields();
  looking = (whole ? look() : Promise.resolve({ reasons: [], trouble: say.not_three })).then(seen => {
    if (mine !== turn) return;
    found = seen;
    clockRange();
    show();
  });
  return looking;
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** The token in its colours; its text is the token and nothing else. */
function coloured() {
  const parts = wholeToken().split('.');
  return parts.flatMap((text, index) => {
    const shown = element('span', text, `part ${'hps'[index] ?? ''}`);
    return index ? [element('span', '.', 'dot'), shown] : [shown];
  });
}

/** Which boxes are there: those of the token's kind of key, and any with something in it. */
function fields() {
  const alg = value(whole ? read(part(0)).json : null, 'alg');
  const own = data.alg, pair = isPair(alg) || isPair(own);
  $('public-field').hidden = $('private-field').hidden = !pair;
  const isAttack = $('public').value.trim() !== '';
  $('secret-field').hidden = $('secret').value === '' && pair && !(isHmac(alg) && !isAttack);
}

const now = () => moved ? $('clock').valueAsNumber : data.at;

/** Two texts; what differs stands in <mark>. */
function compared(text, other) {
  if (other === null || text === other) return [text];
  const pieces = [];
  let from = 0;
  while (from < text.length) {
    const differs = text[from] !== other[from];
    let to = from + 1;
    while (to < text.length && (text[to] !== other[to]) === differs) to++;
    pieces.push(differs ? element('mark', text.slice(from, to)) : text.slice(from, to));
    from = to;
  }
  return pieces;
}

function show() {
  const seen = found, at = now();
  const isJudged = whole && seen.hasKey && !seen.trouble;
  const reasons = isJudged ? [...seen.reasons, ...claimReasons(seen.header, seen.claims, at)] : [];
  const isValid = isJudged && !reasons.length;
  const verdict = isValid ? 'valid' : `not valid: ${[...new Set(reasons)].join(', ')}`;
  $('verdict').textContent = isJudged ? verdict : seen.trouble ?? say.no_key;
  $('verdict').className = `badge ${isValid ? 'good' : isJudged ? 'bad' : 'warn'}`;
  $('reasons').replaceChildren(...Array.from(new Set(reasons), code => {
    const line = element('li', ` ${say[code] ?? ''}`);
    line.prepend(element('code', code));
    return line;
  }));

  $('signature-token').replaceChildren(...(signature ? compared(signature, seen.made ?? null) : [element('span', say.empty, 'hint')]));
  const cannot = !seen.header || !seen.hasKey ? say.unmade : say.unmakeable;
  $('signature-made').replaceChildren(...(seen.made ? compared(seen.made, signature) : [element('span', cannot, 'hint')]));
  const alg = value(seen.header, 'alg');
  $('random').hidden = !(seen.made && typeof alg === 'string' && algorithm(alg)?.random);
  $('weak').hidden = !isHmac(alg) || !isWeak(alg);

  $('time').textContent = moment(at);
  $('clock').setAttribute('aria-valuetext', moment(at));
  $('claims').replaceChildren(...rows('header', seen.header), ...rows('payload', seen.claims));

  const refused = code => isJudged && reasons.includes(code);
  tick('task-role', refused('signature_mismatch') && roles(seen.claims) !== roles(firstClaims));
  tick('task-sign', isValid && mended);
  tick('task-expire', refused('expired') && moved && wholeToken() === data.token);
  tick('task-none', isJudged && !isValid && signature === '');
}

function isWeak(alg) {
  try {
    return found.hasKey && $('secret').value !== '' && secretBytes().length * 8 < Number(alg.slice(2));
  } catch {
    return false;
  }
}

/** A task that was done stays done. */
const tick = (id, isDone) => {
  if (isDone) $(id).checked = true;
};

const ROLES = ['role', 'roles', 'group', 'groups', 'scope', 'scp', 'permissions', 'admin', 'is_admin', 'realm_access',
  'resource_access', 'cognito:groups', 'entitlements'];
const roles = claims => JSON.stringify(ROLES.map(name => member(claims, name)?.raw));
const firstClaims = whole ? read(original[1]).json : null;

/** A moment as the command line writes it. */
function moment(seconds) {
  const date = new Date(Math.round(seconds * 1000) + data.offset * 60000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  const sign = data.offset < 0 ? '-' : '+', minutes = Math.abs(data.offset), two = one => String(one).padStart(2, '0');
  const zone = data.offset ? `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` : 'Z';
  return date.toISOString().replace(/\.\d+Z$/, zone);
}

/** The claim table: what stands there now, and what it means. */
function rows(part, object) {
  if (!object?.members.length) return [];
  const head = element('tr', '');
  const title = element('th', say[part], 'part-name');
  title.colSpan = 3;
  title.scope = 'rowgroup';
  head.append(title);
  const body = document.createElement('tbody');
  body.className = part[0];
  body.append(head, ...object.members.flatMap(one => row(part === 'header' ? 'header' : 'claims', one, '')));
  return [body];
}

function entry(table, name) {
  if (Object.hasOwn(data.registry[table] ?? {}, name)) return data.registry[table][name];
  if (table === 'header') return data.registry.private_parameter;
  return /^[a-z][\w+.-]*:\/\/|^(?:urn|oid|tag|did):./i.test(name) ? data.registry.public_claim : data.registry.private_claim;
}

const INNER = { cnf: 'cnf', act: 'claims', may_act: 'claims' };

function row(table, { name, raw }, above) {
  const line = document.createElement('tr');
  const head = element('th', visible(above + name));
  head.scope = 'row';
  const [meaning, source] = entry(table, name);
  const meant = element('td', `${meaning} `);
  meant.append(element('span', source, 'src'));
  if (table === 'claims' && data.times.includes(name) && isTime(raw)) {
    meant.append(element('span', ` → ${moment(Number(raw))}`, 'when'));
  }
  line.append(head, element('td', visible(raw), 'mono'), meant);
  const inner = table === 'claims' && !above && INNER[name] && scan(raw);
  return [line, ...(inner ? inner.members.flatMap(one => row(INNER[name], one, `${name} › `)) : [])];
}

/* ---- The clock ---- */

const CALENDAR = 8.64e12;
let lifetime = null;

/** From before the token begins to after it ends, as it stands there; what was in reach stays in reach. */
function clockRange() {
  const time = name => {
    const raw = member(found.claims, name)?.raw;
    return raw !== undefined && isTime(raw) ? Math.max(-CALENDAR, Math.min(CALENDAR, Number(raw))) : null;
  };
  const exp = time('exp'), begins = [time('nbf'), time('iat')].filter(one => one !== null);
  const start = Math.min(...begins, exp === null ? data.at : exp, ...(begins.length ? [] : [data.at]));
  const begin = time('nbf') ?? time('iat') ?? start;
  const end = Math.max(exp ?? Math.max(start, data.at) + 3600, ...begins);
  const margin = Math.max(60, Math.round((end - start) / 8));
  const clock = $('clock'), at = now();
  lifetime = { begin, end: exp };
  const low = Math.floor(start) - margin, high = Math.ceil(end) + margin;
  clock.min = moved ? Math.min(low, at) : low;
  clock.max = moved ? Math.max(high, at) : high;
  clock.value = Math.round(at);
  const place = seconds => `${Math.max(0, Math.min(100, (seconds - clock.min) / (clock.max - clock.min) * 100))}%`;
  const from = place(begin);
  $('life').style.left = from;
  $('life').style.width = `${parseFloat(place(exp ?? Number(clock.max))) - parseFloat(from)}%`;
}

/* ---- What can be done ---- */

function note(text) {
  $('note').textContent = text ?? '';
}

function edited() {
  mended = false;
  note();
  return examine();
}

/** Another text in a box, as if it were typed. */
function write(name, text) {
  $(name).value = text;
  grow($(name));
}

async function sign() {
  await looking;
  const { reasons } = found;
  note();
  if (!found.made && found.hasKey && found.header && value(found.header, 'alg') !== data.alg) {
    // The key says which algorithm signs, not a header that somebody has changed.
    const before = $('header').value;
    write('header', withMember(before, 'alg', JSON.stringify(data.alg)));
    await examine();
    if (found.made) note(say.alg_again.replace('{alg}', data.alg));
    else {
      write('header', before);
      await examine();
    }
  }
  if (!found.made) return note(found.trouble ?? say.cannot_sign);
  mended ||= reasons.length > 0;
  signature = found.made;
  return examine();
}

function anotherRole() {
  const payload = $('payload').value, object = scan(payload);
  const name = ['role', 'roles', 'groups', 'scope', 'scp'].find(one => member(object, one)) ?? 'role';
  const was = value(object, name);
  const role = was === 'admin' || was?.includes?.('admin') ? 'teacher' : 'admin';
  const text = withMember(payload, name, JSON.stringify(Array.isArray(was) ? [role] : role));
  if (text === null) return note(say.not_object);
  write('payload', text);
  return edited();
}

function unsigned() {
  const text = withMember($('header').value, 'alg', '"none"');
  if (text === null) return note(say.not_object);
  write('header', text);
  signature = '';
  return edited();
}

/** RFC 8725 §2.1: the public key, which everybody has, as the secret of an HMAC. */
async function confuse() {
  await looking;
  let pem = $('public').value;
  try {
    if (!/-----BEGIN/.test(pem)) {
      const [key] = keysIn(pem.trim() ? pem : $('private').value);
      const spki = await subtle.exportKey('spki', await imported(key, algorithm('RS256'), 'verify'));
      pem = toPem('PUBLIC KEY', new Uint8Array(spki));
    }
  } catch {
    return note(say.needs_public);
  }
  const alg = `HS${/\d+$/.exec(data.alg)?.[0] ?? 256}`;
  const text = withMember($('header').value, 'alg', JSON.stringify(alg));
  if (text === null) return note(say.not_object);
  if ($('public').value.trim() === '') write('public', pem);
  write('header', text);
  signature = await make([{ kind: 'secret', secret: toBytes(pem) }], alg);
  await edited();
  note(say.confused);
}

async function anotherSecret() {
  await looking;
  const alg = value(found.header, 'alg'), method = algorithm(isPair(alg) ? alg : data.alg ?? '');
  note();
  try {
    if ($('public-field').hidden || isHmac(alg) && filled('secret') || !method || method.kind === 'secret') {
      const bytes = crypto.getRandomValues(new Uint8Array(64));
      $('coding').value = 'text';
      write('secret', encode(bytes));
    } else {
      const kind = method.kind === 'RSA' ? { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) } : {};
      const pair = await subtle.generateKey({ ...method, ...kind }, true, ['sign', 'verify']);
      write('public', toPem('PUBLIC KEY', new Uint8Array(await subtle.exportKey('spki', pair.publicKey))));
      write('private', toPem('PRIVATE KEY', new Uint8Array(await subtle.exportKey('pkcs8', pair.privateKey))));
    }
  } catch (error) {
    return note(say.refused.replace('{error}', error.message || error.name));
  }
  return examine();
}

function startOver() {
  for (const name of [...PARTS, 'secret', 'public', 'private']) write(name, first[name]);
  $('coding').value = data.key?.coding ?? 'text';
  signature = whole ? original[2] : '';
  moved = false;
  return edited();
}

async function copy() {
  const text = wholeToken();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    getSelection().selectAllChildren($('token'));
    document.execCommand('copy');
  }
  note(say.copied);
}

/** A box as high as its text, on the screen and on paper. */
function grow(box) {
  if (box.tagName !== 'TEXTAREA') return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
}

function start() {
  const shown = text => {
    try {
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(fromBase64(text));
    } catch {
      return text;
    }
  };
  const texts = whole ? original.slice(0, 2).map(shown) : ['', ''];
  const boxes = { header: texts[0], payload: texts[1], secret: data.key?.secret ?? '',
    public: data.key?.public ?? '', private: data.key?.private ?? '' };
  for (const [name, text] of Object.entries(boxes)) {
    $(name).value = text;
    // As the box has it: it writes line breaks in its own way.
    first[name] = $(name).value;
    $(name).disabled = !whole;
    $(name).addEventListener('input', () => {
      grow($(name));
      if (PARTS.includes(name)) edited(); else examine();
    });
  }
  $('coding').value = data.key?.coding ?? 'text';
  $('coding').addEventListener('change', examine);
  const actions = { sign, role: anotherRole, none: unsigned, confuse, another: anotherSecret, over: startOver, copy };
  for (const [name, action] of Object.entries(actions)) {
    $(`do-${name}`).disabled = !whole && name !== 'copy';
    $(`do-${name}`).addEventListener('click', action);
  }
  $('do-confuse').hidden = !/^[RP]S/.test(data.alg ?? '');
  const clock = $('clock');
  clock.disabled = !whole;
  clock.addEventListener('input', () => {
    moved = true;
    if (found) show();
  });
  // A second is too small a step for a key, unless Shift is held.
  clock.addEventListener('keydown', event => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!way || event.shiftKey) return;
    event.preventDefault();
    clock.valueAsNumber += way * Math.max(1, Math.round((clock.max - clock.min) / 100));
    clock.dispatchEvent(new Event('input'));
  });
  const all = () => document.querySelectorAll('textarea').forEach(grow);
  addEventListener('resize', all);
  addEventListener('beforeprint', all);
  examine().then(all);
}

start();
