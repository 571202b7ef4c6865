import { readOsRelease } from './os-release.ts';
import { accepted, type Parsed, refused } from './parsed.ts';
import { type PeSection, readPeSections, sectionText } from './pe-sections.ts';

/** One way to start a unified kernel image, or what an addon adds. Source: UAPI specification "Unified Kernel Image". */
export interface UnifiedKernelImage {
  /** The profile's number where an image offers several, each with a command line of its own; null for the only one. */
  readonly profile: number | null;
  /** Empty where there is none. */
  readonly commandLine: string;
  /** The release of the kernel inside, as uname -r says it. */
  readonly release: string | null;
  /** ID and VERSION_ID of the system that the image starts. */
  readonly system: string | null;
  readonly hasKernel: boolean;
  readonly hasInitramfs: boolean;
}

/**
 * Reads the text sections of an image or of an addon. Sections that stand behind a `.profile` belong to that profile, in place
 * of those of the same name before the first one. Source: systemd-stub(7); UAPI "Unified Kernel Image", Multi-Profile UKIs.
 */
export function readUnifiedKernelImage(bytes: Uint8Array): Parsed<readonly UnifiedKernelImage[]> {
  const sections = readPeSections(bytes);
  if (!sections.ok) return sections;
  const short = sections.value.find(({ name, offset, size }) => TEXTS.includes(name) && offset + size > bytes.length);
  if (short !== undefined)
    return refused(`its ${short.name} section lies past the end of the file`, { offset: short.offset });
  const [base = [], ...profiles] = parted(sections.value);
  if (profiles.length === 0) return accepted([readImage(bytes, base, null)]);
  return accepted(profiles.map((own, number) => readImage(bytes, [...own, ...base], number)));
}

function readImage(bytes: Uint8Array, sections: readonly PeSection[], profile: number | null): UnifiedKernelImage {
  const text = (name: string) => sectionText(bytes, sections, name)?.trim() || null;
  const osRelease = text('.osrel');
  const os = osRelease === null ? null : readOsRelease(osRelease);
  return {
    profile,
    commandLine: text('.cmdline') ?? '',
    release: text('.uname'),
    system: os === null ? null : [os.id, os.versionId].filter((each) => each !== null).join(' '),
    hasKernel: sections.some(({ name }) => name === '.linux'),
    hasInitramfs: sections.some(({ name }) => name === '.initrd'),
  };
}

/** The sections before the first `.profile`, then those of each. */
function parted(sections: readonly PeSection[]): readonly (readonly PeSection[])[] {
  const parts: PeSection[][] = [[]];
  for (const section of sections) {
    if (section.name === '.profile') parts.push([]);
    parts.at(-1)?.push(section);
  }
  return parts;
}

const TEXTS: readonly string[] = ['.cmdline', '.osrel', '.uname'];
