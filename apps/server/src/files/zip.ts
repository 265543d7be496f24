import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** The few fields of the ZIP format (APPNOTE 6.3) that an archive of text files needs; no encryption, no ZIP64. */
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfCentral = 0x06054b50;
const utf8Names = 0x0800;
const deflated = 8;
/** An application is a few hundred kilobytes; what unpacks to more than this is not one. */
const largestUnpacked = 100_000_000;

/** An archive with these files, in this order. */
export function writeZip(files: ReadonlyMap<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const nameBytes = Buffer.from(name, 'utf8');
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(utf8Names, 2);
    common.writeUInt16LE(deflated, 4);
    // 1980-01-01: the same definitions give the same bytes.
    common.writeUInt32LE(0x00210000, 6);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([uint32(localHeader), common, nameBytes, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([uint32(centralHeader), uint16(20), common, rest, nameBytes]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endOfCentral, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** The files of an archive as text; throws a plain Error that says what is wrong with it. */
export function readZip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(uint32(endOfCentral));
  if (end < 0 || end + 22 > archive.length) throw new Error('it is not a zip archive.');
  const files = new Map<string, string>();
  let unpacked = 0;
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== centralHeader)
      throw new Error('its list of files is damaged.');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    unpacked += archive.readUInt32LE(at + 24);
    if (unpacked > largestUnpacked) throw new Error('it unpacks to more than 100 MB.');
    if (!name.endsWith('/')) files.set(name, contentAt(archive, at, name));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

function contentAt(archive: Buffer, entry: number, name: string): string {
  const method = archive.readUInt16LE(entry + 10);
  const packedSize = archive.readUInt32LE(entry + 20);
  const size = archive.readUInt32LE(entry + 24);
  const local = archive.readUInt32LE(entry + 42);
  if (local + 30 > archive.length) throw new Error(`${name} is damaged.`);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedSize);
  if (method !== 0 && method !== deflated) throw new Error(`${name} is packed in a way that is not read here.`);
  const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  if (crc32(content) !== archive.readUInt32LE(entry + 16)) throw new Error(`${name} is damaged.`);
  return content.toString('utf8');
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
