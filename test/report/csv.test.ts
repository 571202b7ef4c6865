import { expect, it } from 'vitest';
import { csv } from '../../src/report/csv.ts';
import { smallHost, written } from '../support/report.ts';

it('writes a row a finding, with its evidence and clause', () => {
  expect(written(csv, [smallHost()]).replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
    "target,kind,profile,revision,requirement,weight,severity,subject,says,shortfall,remedy,notes,evidence,deprecated,disallowed,binding,confidence,cites,fingerprint
    web-1,host,house,1,kernel-flag-on,fail,high,kernel,The kernel runs in FIPS mode,the running kernel is not in FIPS mode,"Debian has no validated module; to test the mode, boot with fips=1:
    $ grub-editenv - set kernelopts=""fips=1""",,"kernel fips_enabled ""0""",,,certification,H,FIPS 140-3 7.4,2eced4c46bf60af723807c37ae4313cb
    web-1,host,house,1,boot,unknown,high,boot entries,The kernel runs in FIPS mode,/boot/loader: permission denied,,,,,,certification,H,FIPS 140-3 7.4,e42906c2f5ffa2dd9f63bef0e11f73ba
    web-1,host,house,1,ml-kem,pass,medium,OpenSSL system default,The kernel runs in FIPS mode,,,"re-check (confidence M): FIPS 140-3 7.4, last verified 2026-11-01","/etc/ssl/openssl.cnf:61 ""MinProtocol = TLSv1.2""",,,certification,M,FIPS 140-3 7.4,856c41b99ba381cf166fe8fab7e58b4d
    web-1,host,house,1,endpoint-only,not-applicable,high,endpoint-only,The kernel runs in FIPS mode,"asked of endpoint, not of host",,,,,,certification,H,FIPS 140-3 7.4,7f6c965d30d9d936ad61ee5a0f0eb393
    "
  `);
});

it('ends every line as RFC 4180 wants, and has a heading though there is no finding', () => {
  expect(written(csv, []).match(/\r\n/g)).toHaveLength(1);
});
