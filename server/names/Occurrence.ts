import type { Section } from '../../spec/compose/vocabulary/ValueType';

/** A name where it is written: in its definition, or where something uses it. */
export interface NamePlace {
  name: string;
  isDefinition: boolean;
  file: string;
  /** Of the name alone, without quotes and what else the value says. */
  range: [start: number, end: number];
}

/** A name of the project. */
export interface Occurrence extends NamePlace {
  section: Section;
  /** The file whose own name it is, where that file is not merged into the project: one that services are only extended from. */
  scope?: string | undefined;
}
