import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';

/** A column of a CSV file: its heading, and the value of a row. */
export type CsvColumns<Row> = readonly (readonly [heading: string, value: (row: Row) => string | number | null])[];

/** Rows as a CSV download, sent while they are read: UTF-8 with a BOM for spreadsheets, text that a spreadsheet would take for a formula made harmless. */
export function csvFile<Row>(name: string, columns: CsvColumns<Row>, rows: AsyncIterable<Row>): StreamableFile {
  const writer = stringify({ header: true, columns: columns.map(([heading]) => heading), bom: true, record_delimiter: 'windows', escape_formulas: true });
  const records = Readable.from(cells(columns, rows));
  records.once('error', (error) => writer.destroy(error));
  return new StreamableFile(records.pipe(writer), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${name}"` });
}

/** Rows as a JSON list to download, sent while they are read. */
export function jsonFile<Row extends object>(name: string, rows: AsyncIterable<Row>): StreamableFile {
  return new StreamableFile(Readable.from(listed(rows), { objectMode: false }), { type: 'application/json; charset=utf-8', disposition: `attachment; filename="${name}"` });
}

async function* cells<Row>(columns: CsvColumns<Row>, rows: AsyncIterable<Row>): AsyncGenerator<(string | number | null)[]> {
  for await (const row of rows) yield columns.map(([, value]) => value(row));
}

async function* listed(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
