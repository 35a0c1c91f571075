import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** What comes with a file: the organisation it is for, where the sender manages more than one. */
export class UploadDocumentDto {
  @IsOptional() @IsUUID() providerId?: string;
}

/** Which page of the list, and whose documents. */
export class ListDocumentsDto {
  @IsOptional() @IsUUID() providerId?: string;
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
