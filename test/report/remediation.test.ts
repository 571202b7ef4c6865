import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding } from '../../src/assess/assessment.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { remediationAnsible } from '../../src/report/remediation/ansible.ts';
import { planFor } from '../../src/report/remediation/plan.ts';
import { remediation } from '../../src/report/remediation.ts';
import type { Step } from '../../src/rules/remedy.ts';
import { shellWord } from '../../src/rules/remedy.ts';
import { smallHost, waivedHost, written } from '../support/report.ts';
import { requirement } from '../support/requirement.ts';
import { workspace } from '../support/workspace.ts';

const run = promisify(execFile);

/** A host whose findings ask for these steps, one finding a list. */
function asking(...lists: readonly (readonly Step[])[]): TargetReport {
  const host = smallHost();
  const findings = lists.map(
    (steps, index): Finding => ({
      requirement: requirement({ id: `ask-${index + 1}` }),
      subject: 'OpenSSL',
      weight: 'fail',
      shortfall: 'it falls short',
      remedy: `do as ${index + 1} says`,
      steps,
      notes: [],
      because: [],
      missing: [],
      fingerprint: '0'.repeat(32),
    }),
  );
  return { ...host, assessments: (host.assessments ?? []).map((assessment) => ({ ...assessment, findings })) };
}

/** Everything below the functions. */
function bodyOf(script: string): string {
  return script.slice(script.indexOf('\n# ---'));
}

describe('the plan', () => {
  it('names what several findings ask for once', () => {
    const host = asking([{ do: 'run', argv: ['true'] }]);
    const [assessment] = host.assessments ?? [];
    const twice = { ...host, assessments: assessment === undefined ? [] : [assessment, assessment] };
    expect(planFor(twice).map(({ findings, steps }) => [findings.length, steps.length])).toEqual([[2, 1]]);
  });

  it('leaves the second of two that set the same thing otherwise to a second look', () => {
    const groups = (now: string): Step => ({ do: 'replace-line', file: '/etc/o.cnf', line: 7, name: 'Groups', now });
    const plan = planFor(asking([groups('Groups = X25519')], [groups('Groups = P-384')], [groups('Groups = X25519')]));
    expect(plan.map(({ steps, refused }) => [steps.length, refused])).toEqual([
      [1, undefined],
      [0, 'another step sets Groups in /etc/o.cnf already: apply that, then scan again'],
      [1, undefined],
    ]);
  });

  it('asks nothing for what is waived', () => {
    expect(planFor(waivedHost())).toEqual([]);
  });
});

describe('the script', () => {
  it('is for one host what its remedies say, and what has to be done by hand as comments', () => {
    expect(bodyOf(written(remediation, [smallHost()]))).toMatchInlineSnapshot(`
      "
      # --- web-1
      if wanted web-1; then

      # fail kernel-flag-on (high), kernel: the running kernel is not in FIPS mode
      # by hand:
      #   Debian has no validated module; to test the mode, boot with fips=1:
      #   $ grub-editenv - set kernelopts="fips=1"
      :
      fi

      finish
      "
    `);
  });

  it('joins settings that go into one new section, and keywords that go into one drop-in', () => {
    const script = written(remediation, [
      asking(
        [{ do: 'openssl-default', file: '/etc/ssl/openssl.cnf', setting: 'Groups = X25519MLKEM768' }],
        [{ do: 'ssh-lines', file: '/etc/ssh/sshd_config.d/00-pqready.conf', lines: ['MACs hmac-sha2-256'] }],
        [{ do: 'openssl-default', file: '/etc/ssl/openssl.cnf', setting: 'MinProtocol = TLSv1.2' }],
        [
          {
            do: 'ssh-lines',
            file: '/etc/ssh/sshd_config.d/00-pqready.conf',
            lines: ['Ciphers aes256-gcm@openssh.com'],
          },
        ],
      ),
    ]);
    expect(bodyOf(script)).toMatchInlineSnapshot(`
      "
      # --- web-1
      if wanted web-1; then

      # fail ask-1 (high), OpenSSL: it falls short
      #   below, together with what else goes there

      # fail ask-2 (high), OpenSSL: it falls short
      #   below, together with what else goes there

      # fail ask-3 (high), OpenSSL: it falls short
      #   below, together with what else goes there

      # fail ask-4 (high), OpenSSL: it falls short
      #   below, together with what else goes there
      needs_line /etc/ssl/openssl.cnf 'openssl_conf = openssl_init' &&
      needs_line /etc/ssl/openssl.cnf '[openssl_init]' &&
      append_block /etc/ssl/openssl.cnf '[openssl_init]
      ssl_conf = pqready_ssl_sect
      [pqready_ssl_sect]
      system_default = pqready_system_default_sect
      [pqready_system_default_sect]
      Groups = X25519MLKEM768
      MinProtocol = TLSv1.2' ssl_conf &&
        : ||
        not_done 'TLS settings in /etc/ssl/openssl.cnf'
      write_file /etc/ssh/sshd_config.d/00-pqready.conf 'MACs hmac-sha2-256
      Ciphers aes256-gcm@openssh.com
      ' &&
        : ||
        not_done /etc/ssh/sshd_config.d/00-pqready.conf
      :
      fi

      finish
      "
    `);
  });

  it('changes what it says, and only with --apply; a file that is no longer what was scanned is left alone', async () => {
    const place = await workspace();
    const [conf, other, drop] = ['openssl.cnf', 'other.cnf', 'sub/drop.conf'].map((name) => join(place, name));
    const before = 'a = 1\n[s]\n  Groups = X25519\nb = 2\n';
    await writeFile(conf ?? '', before);
    await writeFile(other ?? '', before);
    const script = join(place, 'remediation.sh');
    const steps: readonly Step[] = [
      { do: 'replace-line', file: conf ?? '', line: 3, name: 'Groups', now: 'Groups = X25519MLKEM768:$(id)`\\n' },
      { do: 'insert-line', file: conf ?? '', line: 3, name: 'Groups', now: 'MinProtocol = TLSv1.2' },
      { do: 'append', file: conf ?? '', block: "[t]\nc = '3'", wants: ['[ s ]'], without: ['c'] },
      { do: 'remove-settings', file: conf ?? '', names: ['a'] },
      { do: 'write', file: drop ?? '', content: 'x\n' },
    ];
    const stale: readonly Step[] = [
      { do: 'replace-line', file: other ?? '', line: 4, name: 'Groups', now: 'Groups =' },
    ];
    await writeFile(script, written(remediation, [asking(stale, steps)]));
    const dry = await run('sh', [script]);
    expect(await readFile(conf ?? '', 'utf8')).toBe(before);
    expect(dry.stderr).toBe(`stopped: ${other}:4 no longer sets Groups: scan again\n`);
    const applied = await run('sh', [script, '--apply']).catch((error) => error);
    expect([applied.code, applied.stderr]).toEqual([
      1,
      `stopped: ${other}:4 no longer sets Groups: scan again\nnot done: ask-1\n`,
    ]);
    expect(await readFile(conf ?? '', 'utf8')).toBe(
      "[s]\nGroups = X25519MLKEM768:$(id)`\\n\nMinProtocol = TLSv1.2\nb = 2\n\n[t]\nc = '3'\n",
    );
    expect([await readFile(`${conf}.before-pqready`, 'utf8'), await readFile(other ?? '', 'utf8')]).toEqual([
      before,
      before,
    ]);
    expect(await readFile(drop ?? '', 'utf8')).toBe('x\n');
    expect((await readdir(place)).sort()).toEqual([
      'openssl.cnf',
      'openssl.cnf.before-pqready',
      'other.cnf',
      'remediation.sh',
      'sub',
    ]);
  });

  it('does for one target alone what is asked for it', async () => {
    const place = await workspace();
    const hosts = ['a', 'b'].map((name) => ({ ...asking([{ do: 'run', argv: ['touch', join(place, name)] }]), name }));
    await writeFile(join(place, 'script'), written(remediation, hosts));
    await run('sh', [join(place, 'script'), '--apply', 'b']);
    expect((await readdir(place)).sort()).toEqual(['b', 'script']);
  });
});

describe('whatever a scanned system is called', () => {
  const hostile = [
    "x'; touch PWNED; '",
    'x\ntouch PWNED\n',
    'x\r\ntouch PWNED',
    '$(touch PWNED)`touch PWNED`',
    '{{ lookup("pipe", "touch PWNED") }}',
    '"; touch PWNED #',
    'x\u2028touch PWNED\u001b[2J',
    '!unsafe "x"\n- hosts: all',
  ];

  function poisoned(text: string): TargetReport {
    const host = asking(
      [{ do: 'run', argv: ['true', text] }],
      [{ do: 'append', file: '/nowhere', block: text, wants: [text], without: ['x'] }],
      [{ do: 'replace-line', file: `/nowhere/${text}`, line: 1, name: 'x', now: text }],
    );
    const spoil = (finding: Finding): Finding => ({
      ...finding,
      subject: text,
      shortfall: text,
      remedy: `${finding.remedy} ${text}`,
    });
    const assessments = (host.assessments ?? []).map((each) => ({ ...each, findings: each.findings.map(spoil) }));
    return { ...host, name: text, assessments };
  }

  it.each(hostile)('the script runs nothing of it: %j', async (text) => {
    const place = await workspace();
    await writeFile(join(place, 'script'), written(remediation, [poisoned(text)]));
    await run('sh', ['script'], { cwd: place });
    await run('sh', ['script', '--apply'], { cwd: place }).catch(() => undefined);
    expect(await readdir(place)).toEqual(['script']);
  });

  it.each(hostile)('the playbook holds it as text, and as one play: %j', (text) => {
    const playbook = written(remediationAnsible, [poisoned(text)]);
    const plays = parse(playbook, { customTags: [{ tag: '!unsafe', resolve: (value: string) => value }] });
    expect(plays).toHaveLength(1);
    expect(plays[0].name).toBe(`pqready: ${text}`);
    expect(plays[0].hosts).toBe('{{ target_1 | default([]) }}');
    // Whatever looks like a template carries the tag that keeps it from being one, but for the host that the user names.
    const templates = playbook.split('\n').filter((line) => /\{\{/.test(line) && !/^\s*#/.test(line));
    expect(
      templates.filter((line) => !line.includes('!unsafe "') && line !== '  hosts: "{{ target_1 | default([]) }}"'),
    ).toEqual([]);
  });

  it('a shell reads a word back as it was', async () => {
    const words = fc.array(
      fc.string({ unit: 'binary' }).filter((each) => !each.includes('\0')),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(words, async (given) => {
        const wellFormed = given.map((each) => each.toWellFormed());
        const { stdout } = await run('sh', ['-c', `printf '%s\\0' ${wellFormed.map(shellWord).join(' ')}`]);
        expect(stdout.split('\0').slice(0, -1)).toEqual(wellFormed);
      }),
      { numRuns: 30 },
    );
  });
});

it('is for the same host a playbook of modules that come with Ansible', () => {
  const target = asking(
    [{ do: 'run', argv: ['update-crypto-policies'] }],
    [{ do: 'replace-line', file: '/etc/ssl/openssl.cnf', line: 7, name: 'Groups', now: 'Groups = X25519MLKEM768' }],
    [{ do: 'openssl-default', file: '/etc/pki/tls/openssl.cnf', setting: 'MinProtocol = TLSv1.2' }],
    [],
  );
  expect(written(remediationAnsible, [target])).toMatchInlineSnapshot(`
    "---
    # What pqready 0.1.0 proposes, judged as on 2026-11-22. Read it before you run it:
    #   ansible-playbook --check --diff -e target_1=HOST playbook.yaml
    # target_1 is the host of your inventory on which the first play runs, and so on; a play without one is passed over.
    # Nothing is restarted: that is yours to do.

    - name: "pqready: web-1"
      hosts: "{{ target_1 | default([]) }}"
      become: true
      gather_facts: false
      tasks:
        # fail ask-1 (high), OpenSSL: it falls short
        - name: "ask-1: what update-crypto-policies writes, before"
          ansible.builtin.stat:
            path: "{{ item }}"
            follow: true
          loop:
            - "/etc/crypto-policies/state/current"
            - "/etc/crypto-policies/state/CURRENT.pol"
            - "/etc/crypto-policies/back-ends/opensslcnf.config"
          register: pqready_before
        - name: "ask-1"
          ansible.builtin.command:
            argv:
              - "update-crypto-policies"
          environment:
            LC_ALL: C
          changed_when: false
        - name: "ask-1: what update-crypto-policies writes, after"
          ansible.builtin.stat:
            path: "{{ item }}"
            follow: true
          loop:
            - "/etc/crypto-policies/state/current"
            - "/etc/crypto-policies/state/CURRENT.pol"
            - "/etc/crypto-policies/back-ends/opensslcnf.config"
          loop_control:
            index_var: pqready_at
          register: pqready_after
          changed_when: pqready_after.stat.checksum | default() != pqready_before.results[pqready_at].stat.checksum | default()
        # fail ask-2 (high), OpenSSL: it falls short
        - name: "ask-2: line 7 still sets Groups"
          ansible.builtin.command:
            argv:
              - "awk"
              - !unsafe "{ line = $0; gsub(/[ \\\\t\\\\r]/, \\"\\", line) } NR == ENVIRON[\\"AT\\"] && index(line, ENVIRON[\\"WANTED\\"]) == 1 { found = 1 } END { exit !found }"
              - "/etc/ssl/openssl.cnf"
          environment:
            WANTED: "Groups"
            AT: "7"
          changed_when: false
          check_mode: false
        - name: "ask-2"
          ansible.builtin.replace:
            path: "/etc/ssl/openssl.cnf"
            regexp: !unsafe "\\\\A((?:.*\\\\n){6}).*$"
            replace: "\\\\g<1>Groups = X25519MLKEM768"
            backup: true
        # fail ask-3 (high), OpenSSL: it falls short
        # fail ask-4 (high), OpenSSL: it falls short
        # by hand:
        #   do as 4 says
        - name: "OpenSSL system default: /etc/pki/tls/openssl.cnf can be added to"
          ansible.builtin.command:
            argv:
              - "awk"
              - !unsafe "BEGIN { split(ENVIRON[\\"WANTS\\"], wants, \\"\\\\n\\"); split(ENVIRON[\\"WITHOUT\\"], without, \\"\\\\n\\") }\\n$0 == ENVIRON[\\"BEGIN\\"] { ours = 1 }\\n{ line = $0; gsub(/[ \\\\t\\\\r]/, \\"\\", line); stands[line] = 1; if (!ours && sub(/=.*/, \\"=\\", line)) sets[tolower(line)] = 1 }\\n$0 == ENVIRON[\\"END\\"] { ours = 0 }\\nEND {\\n  for (each in wants) if (!(wants[each] in stands)) { print \\"no line \\" wants[each]; wrong = 1 }\\n  for (each in without) if (tolower(without[each]) \\"=\\" in sets) { print \\"sets \\" without[each] \\" already\\"; wrong = 1 }\\n  exit wrong\\n}"
              - "/etc/pki/tls/openssl.cnf"
          environment:
            WANTS: "openssl_conf=openssl_init\\n[openssl_init]"
            WITHOUT: "ssl_conf"
            BEGIN: "# BEGIN pqready: OpenSSL system default"
            END: "# END pqready: OpenSSL system default"
          changed_when: false
          check_mode: false
        - name: "OpenSSL system default"
          ansible.builtin.blockinfile:
            path: "/etc/pki/tls/openssl.cnf"
            insertafter: "EOF"
            marker: !unsafe "# {mark} pqready: OpenSSL system default"
            block: "[openssl_init]\\nssl_conf = pqready_ssl_sect\\n[pqready_ssl_sect]\\nsystem_default = pqready_system_default_sect\\n[pqready_system_default_sect]\\nMinProtocol = TLSv1.2"
            backup: true
    "
  `);
});
