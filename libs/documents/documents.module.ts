import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Environment } from '#libs/config';
import { DiskStorage } from './disk-storage.js';
import { DocumentFiles } from './document-files.js';
import { DocumentStorage } from './document-storage.js';
import { S3Storage } from './s3-storage.js';
import { ClamdScanner, NoScanner, VirusScanner } from './virus-scanner.js';

/** The store and the scanner the settings ask for: a folder of DATA_DIR and no scanner unless said. */
@Module({
  providers: [
    { provide: DocumentStorage, inject: [Environment], useFactory: ({ documentsS3, dataDir }: Environment) => (documentsS3 ? new S3Storage(documentsS3) : new DiskStorage(join(dataDir, 'documents'))) },
    { provide: VirusScanner, inject: [Environment], useFactory: ({ clamdUrl }: Environment) => (clamdUrl ? new ClamdScanner(clamdUrl) : new NoScanner()) },
    DocumentFiles,
  ],
  exports: [DocumentFiles, DocumentStorage, VirusScanner],
})
export class DocumentsModule {}
