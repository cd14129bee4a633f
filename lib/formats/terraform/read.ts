import { emptyReading, readable } from '../text/readable';
import type { Reading, SourceFile } from '../types';
import { readHclFiles } from './read-hcl';
import { readShowJson } from './read-json';

/** Terraform: JSON of `terraform show -json` each by itself, all `.tf` texts as one module. */
export function readTerraformFiles(files: readonly SourceFile[], values: Readonly<Record<string, string>>): Reading {
  const reading = emptyReading();
  const [json, hcl] = [files.filter(isJson), files.filter((file) => !isJson(file))];
  for (const file of json) readable(file, reading, () => readShowJson(file, reading));
  readHclFiles(hcl, values, reading);
  return reading;
}

const isJson = (file: SourceFile) => /^[\s\uFEFF]*[{[]/.test(file.text);
