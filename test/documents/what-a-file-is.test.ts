import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { acceptFile, attachment, cleanFileName, LARGEST_BYTES } from '#libs/documents';
import { RuleBroken } from '#libs/kernel';
import { contentTypes, docx, eicar, jpeg, odt, pdf, png, received, zip } from './files.js';

async function refusal(name: string, content: Buffer): Promise<{ rule: string; field: string | undefined; message: string }> {
  try {
    await acceptFile(received(name, content));
  } catch (error) {
    if (error instanceof RuleBroken) return { rule: error.rule, field: error.field, message: error.message };
    throw error;
  }
  throw new Error(`${name} was taken`);
}

const rule = async (name: string, content: Buffer) => (await refusal(name, content)).rule;

describe('a document is taken for what it holds', () => {
  it('PDF, Word, OpenDocument, PNG and JPEG', async () => {
    const files: [string, Buffer, string][] = [['a.pdf', pdf, 'pdf'], ['a.docx', await docx(), 'docx'], ['a.odt', await odt(), 'odt'], ['a.PNG', png, 'png'], ['a.jpg', jpeg, 'jpeg'], ['a.jpeg', jpeg, 'jpeg']];
    for (const [name, content, kind] of files) expect(await acceptFile(received(name, content))).toMatchObject({ name, kind, sizeBytes: content.length });
  });

  it('a name without an ending gets the one of its content', async () => {
    expect(await acceptFile(received('Safeguarding policy', pdf))).toMatchObject({ name: 'Safeguarding policy.pdf' });
  });

  it('a Word document may hold a chart with its spreadsheet', async () => {
    expect(await acceptFile(received('a.docx', await docx({ 'word/embeddings/Microsoft_Excel_Worksheet.xlsx': png })))).toMatchObject({ kind: 'docx' });
  });
});

describe('a file is refused in words that say what to do', () => {
  it('when it holds two entries of one name, whatever their case: office programs may read the other one', async () => {
    expect(await rule('twice.docx', await docx({ '[CONTENT_TYPES].XML': contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml') }))).toBe('file-damaged');
  });

  it('when an OpenDocument text has macros, however their folder is spelled', async () => {
    expect(await rule('a.odt', await odt({ 'basic/Standard/Module1.xml': '<x/>' }))).toBe('file-has-macros');
  });

  it('when its name says one thing and its content another', async () => {
    expect(await refusal('accounts.pdf', png)).toEqual({
      ...{ rule: 'file-name', field: 'file' },
      message: 'The name of the file ends in .pdf, but it looks like a PNG picture. Check that it is the right file, and save it with a name that ends in .png.',
    });
    expect(await rule('photo.png', await docx())).toBe('file-name');
  });

  it('when it is of another kind, whatever its name', async () => {
    expect((await refusal('a.pdf', Buffer.from('MZ\x90\0\x03\0\0\0'))).message).toBe('This kind of file cannot be taken. It looks like a program. Use a PDF, Word (DOCX), OpenDocument (ODT), PNG or JPEG file.');
    expect((await refusal('a.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'))).message).toMatch(/looks like a web page/);
    expect((await refusal('a.pdf', Buffer.from('Just words'))).message).toMatch(/looks like plain text/);
    expect((await refusal('a.docx', await zip({ 'xl/workbook.xml': '' , '[Content_Types].xml': '<Types/>' }))).message).toMatch(/looks like a spreadsheet/);
    expect((await refusal('a.docx', await zip({ 'notes.txt': 'word' }))).message).toMatch(/looks like a zip file/);
    expect((await refusal('a.doc', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1_200, '0'), 'hex'))).message).toMatch(/older Office document, or one locked/);
    expect(await rule('a.svg', Buffer.from('<svg onload="alert(1)"/>'))).toBe('file-kind');
    expect(await rule('a.odt', await odt({}, 'application/vnd.oasis.opendocument.spreadsheet'))).toBe('file-kind');
    expect(await rule('a.pdf', Buffer.from(eicar))).toBe('file-kind');
  });

  it('when it carries macros, under any name and however they are hidden', async () => {
    const macroType = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    for (const content of [
      await docx({}, contentTypes(macroType)),
      await docx({ 'word/vbaProject.bin': 'x' }),
      await docx({ 'word/other.bin': 'x' }, contentTypes(undefined, '<Override PartName="/word/other.bin" ContentType="application/vnd.ms-office.vbaProject"/>')),
      await docx({}, contentTypes('application/vnd.ms-word.document.&#x6d;acroEnabled.main+xml')),
    ]) expect(await rule('policy.docx', content)).toBe('file-has-macros');
    expect(await rule('policy.odt', await odt({ 'Basic/Standard/Module1.xml': 'x' }))).toBe('file-has-macros');
  });

  it('when it is missing, empty, too large, damaged or locked', async () => {
    await expect(acceptFile(null)).rejects.toMatchObject({ rule: 'file-missing', message: 'Select a file', field: 'file' });
    expect(await rule('a.pdf', Buffer.alloc(0))).toBe('file-empty');
    await expect(acceptFile(received('a.pdf', pdf, { sizeBytes: LARGEST_BYTES + 1, isTooLarge: true }))).rejects.toMatchObject({ rule: 'file-too-large', message: 'The file must be smaller than 20 MB' });
    expect(await rule('a.docx', (await docx()).subarray(0, 200))).toBe('file-damaged');
    const locked = await docx();
    for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 4)) locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
    expect(await rule('a.docx', locked)).toBe('file-locked');
  });
});

describe('a zip bomb is refused without being unpacked', () => {
  it('one that says it unpacks to a thousand times its size', async () => {
    expect(await rule('a.docx', await docx({ 'word/media/image1.bmp': Buffer.alloc(25 * 1024 * 1024) }))).toBe('file-unsafe');
  });

  it('one with more files than any document', async () => {
    expect(await rule('a.docx', await docx(Object.fromEntries(Array.from({ length: 5_001 }, (_, n) => [`word/${n}.xml`, '']))))).toBe('file-unsafe');
  });

  it('one that holds an archive', async () => {
    expect(await rule('a.docx', await docx({ 'word/media/inner.zip': await zip({ 'x.txt': 'x' }) }))).toBe('file-unsafe');
  });

  it('one whose files lie over one another', async () => {
    const content = await docx({ 'word/a.xml': 'a'.repeat(400), 'word/b.xml': 'b'.repeat(400) });
    for (let at = content.indexOf('PK\x01\x02'); at >= 0; at = content.indexOf('PK\x01\x02', at + 4)) content.writeUInt32LE(100_000, at + 20);
    expect(await rule('a.docx', content)).toBe('file-unsafe');
  });

  it('one that lies about the size of what says its kind', async () => {
    const content = await docx({}, contentTypes() + ' '.repeat(8 * 1024 * 1024));
    const at = content.indexOf('PK\x01\x02');
    content.writeUInt32LE(600, at + 24); // the directory claims 600 bytes
    expect(await rule('a.docx', content)).toBe('file-damaged');
  });

  it('in a fraction of the time that unpacking it takes', async () => {
    const inside = Buffer.alloc(100 * 1024 * 1024);
    const packed = deflateRawSync(inside);
    const file = received('a.docx', await docx({ 'word/media/image1.bmp': inside }));
    const fastest = async (work: () => unknown) => {
      const times: number[] = [];
      for (let n = 0; n < 3; n += 1) {
        const started = performance.now();
        await work();
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    const refusing = await fastest(() => acceptFile(file).catch((error: unknown) => error));
    expect(refusing).toBeLessThan((await fastest(() => inflateRawSync(packed))) / 2);
  });
});

describe('the name of a file', () => {
  it('keeps only its last part, from either kind of path', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('C:\\x\\y.pdf')).toBe('y.pdf');
    expect(cleanFileName('/')).toBe('document');
    expect(cleanFileName('..')).toBe('document');
  });

  it('loses what cannot be seen and keeps what can', () => {
    expect(cleanFileName('a\r\nSet-Cookie: x\0.pdf')).toBe('aSet-Cookie: x.pdf');
    expect(cleanFileName('invoice\u202efdp.exe')).toBe('invoicefdp.exe');
    expect(cleanFileName('Polisi diogelu – Tŷ Gobaith’s 😀.pdf')).toBe('Polisi diogelu – Tŷ Gobaith’s 😀.pdf');
  });

  it('has at most 200 characters and keeps its ending', () => {
    const name = cleanFileName(`${'ŷ'.repeat(400)}.pdf`);
    expect([...name]).toHaveLength(200);
    expect(name.endsWith('ŷ.pdf')).toBe(true);
  });

  it('goes into the answer so that no program misreads it', () => {
    expect(attachment('Tŷ "Gobaith"; 100%.pdf')).toBe('attachment; filename="T_ _Gobaith__ 100_.pdf"; filename*=UTF-8\'\'T%C5%B7%20%22Gobaith%22%3B%20100%25.pdf');
    expect(attachment("it's (1).pdf")).toContain("filename*=UTF-8''it%27s%20%281%29.pdf");
  });
});
