import type { ElfPart, ElfPlan } from './elf.ts';

/** A table of symbols and its strings; the first entry of a table is empty, as the specification wants. */
export function symbolSections(
  symbols: readonly { readonly name: string; readonly isDefined: boolean }[],
  { class: width = 64, endian = 'little' }: Pick<ElfPlan, 'class' | 'endian'> = {},
): readonly ElfPart[] {
  const size = width === 64 ? 24 : 16;
  const entries = Buffer.alloc(size * (symbols.length + 1));
  let strings = '\0';
  for (const [index, { name, isDefined }] of symbols.entries()) {
    const at = size * (index + 1);
    const section = at + (width === 64 ? 6 : 14);
    if (endian === 'little') entries.writeUInt32LE(strings.length, at);
    else entries.writeUInt32BE(strings.length, at);
    if (isDefined) endian === 'little' ? entries.writeUInt16LE(1, section) : entries.writeUInt16BE(1, section);
    strings += `${name}\0`;
  }
  return [
    { name: '.symtab', content: entries, type: 'symtab', strings: '.strtab', allocated: false },
    { name: '.strtab', content: strings, type: 'strtab', allocated: false },
  ];
}
