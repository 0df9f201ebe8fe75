// npm's jose behind a pipe: one JSON request a line, one JSON answer a line. Driven by run.py.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The package lies in a scratch directory, which is the first argument.
const require = createRequire(pathToFileURL(`${process.argv[2]}/`));
const jose = await import(pathToFileURL(require.resolve('jose')));

// A key as its file holds it: {jwk} or {pem}.
async function read(key, alg) {
  if (key.jwk) return jose.importJWK(key.jwk, alg);
  if (key.pem.includes('PRIVATE')) return jose.importPKCS8(key.pem, alg);
  if (key.pem.includes('CERTIFICATE')) return jose.importX509(key.pem, alg);
  return jose.importSPKI(key.pem, alg, { extractable: true });
}

const operations = {
  async supports({ alg }) {
    if (alg.startsWith('HS')) return true;
    try {
      await jose.generateKeyPair(alg);
      return true;
    } catch {
      return false;
    }
  },
  async sign({ alg, key, claims }) {
    const signer = new jose.SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' });
    return signer.sign(await read(key, alg));
  },
  async verify({ alg, key, token }) {
    const { payload } = await jose.jwtVerify(token, await read(key, alg), { algorithms: [alg] });
    return payload;
  },
  async verifySet({ alg, set, token }) {
    const { payload } = await jose.jwtVerify(token, jose.createLocalJWKSet(set), { algorithms: [alg] });
    return payload;
  },
  async make({ alg }) {
    if (alg.startsWith('HS')) return { jwk: await jose.exportJWK(await jose.generateSecret(alg, { extractable: true })) };
    const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true });
    const made = { jwk: await jose.exportJWK(privateKey), public: await jose.exportJWK(publicKey) };
    try {
      made.pem = await jose.exportPKCS8(privateKey);
      made.publicPem = await jose.exportSPKI(publicKey);
    } catch {
      // Some keys have no PEM form here.
    }
    return made;
  },
  async encrypt({ alg, header, jwk, text, compact }) {
    const { p2c, ...rest } = header;
    const key = await jose.importJWK(jwk, alg);
    const plain = new TextEncoder().encode(text);
    const options = p2c ? { p2c } : {};
    if (compact) {
      return new jose.CompactEncrypt(plain).setProtectedHeader(rest).setKeyManagementParameters(options).encrypt(key);
    }
    const sealed = new jose.FlattenedEncrypt(plain).setProtectedHeader(rest).setKeyManagementParameters(options);
    return JSON.stringify(await sealed.encrypt(key));
  },
  async decrypt({ jwk, token }) {
    const { alg } = jose.decodeProtectedHeader(token);
    const options = { keyManagementAlgorithms: [alg], maxPBES2Count: 1000000 };
    const { plaintext } = await jose.compactDecrypt(token, await jose.importJWK(jwk, alg), options);
    return new TextDecoder().decode(plaintext);
  },
  async thumbprint({ jwk }) {
    return jose.calculateJwkThumbprint(jwk);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = { ok: await operations[request.do](request) };
  } catch (error) {
    answer = { error: `${error.name}: ${error.message}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
