/** As `nmap -sV -oX -` writes it (7.93), shortened: a host that was named, one with IPv6, one with nothing open, one that is down. */
export const NMAP_REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/bin/../share/nmap/nmap.xsl" type="text/xsl"?>
<!-- Nmap 7.93 scan initiated Mon Nov 23 00:00:00 2026 as: nmap -sV -oX - <www.example.org> -->
<nmaprun scanner="nmap" args="nmap -sV -oX - www.example.org" start="1795392000" version="7.93" xmloutputversion="1.05">
<scaninfo type="connect" protocol="tcp" numservices="1000" services="1,3-4"/>
<hosthint><status state="up" reason="syn-ack"/><address addr="192.0.2.10" addrtype="ipv4"/></hosthint>
<host starttime="1795392000" endtime="1795392012"><status state="up" reason="syn-ack" reason_ttl="0"/>
<address addr="00:00:5E:00:53:01" addrtype="mac" vendor="IANA &quot;doc&quot;"/>
<address addr="192.0.2.10" addrtype="ipv4"/>
<hostnames>
<hostname name="www.example.org" type="user"/>
<hostname name="host-10.example.net" type="PTR"/>
</hostnames>
<ports><extraports state="closed" count="996"><extrareasons reason="conn-refused" count="996"/></extraports>
<port protocol="tcp" portid="22"><state state="open" reason="syn-ack" reason_ttl="0"/><service name="ssh" product="OpenSSH" method="probed" conf="10"/></port>
<port protocol="tcp" portid="80"><state state="open" reason="syn-ack" reason_ttl="0"/><service name="http" method="table" conf="3"/><script id="http-title" output="a &lt;b&gt; > &#xa; c"/></port>
<port protocol="tcp" portid="443"><state state="open" reason="syn-ack" reason_ttl="0"/><service name="http" product="nginx" tunnel="ssl" method="probed" conf="10"/></port>
<port protocol="tcp" portid="8080"><state state="filtered" reason="no-response" reason_ttl="0"/><service name="http-proxy" method="table" conf="3"/></port>
<port protocol="udp" portid="443"><state state="open" reason="udp-response" reason_ttl="0"/><service name="https" method="table" conf="3"/></port>
</ports>
</host>
<host><status state="up"/><address addr="2001:db8::25" addrtype="ipv6"/><hostnames/>
<ports><port protocol='tcp' portid='25'><state state='open'/><service name='smtp'/></port></ports></host>
<host><status state="up"/><address addr="192.0.2.11" addrtype="ipv4"/><hostnames></hostnames></host>
<runstats><finished time="1795392012" exit="success"/><hosts up="3" down="0" total="3"/></runstats>
</nmaprun>
`;
