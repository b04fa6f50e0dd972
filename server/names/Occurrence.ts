import type { Section } from '../../spec/compose/vocabulary/ValueType';

/** A name of the project where it is written: in its definition, or where something uses it. */
export interface Occurrence {
  section: Section;
  name: string;
  isDefinition: boolean;
  file: string;
  /** Of the name alone, without quotes and what else the value says. */
  range: [start: number, end: number];
}
