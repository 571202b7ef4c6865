import type { PemPair } from './openssl.ts';
import { freePort, type RunningServer } from './program.ts';
import { placeInTree, startInTree } from './server-tree.ts';

/** A server of Go's crypto/tls as it comes, built and run by the tree's Go. @param environment GODEBUG, GOFIPS140 */
export async function startGo(
  tree: string,
  certificate: PemPair,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = await freePort();
  const files = { 'main.go': GO_SERVER, 'go.mod': 'module server\n\ngo 1.24\n', ...pemFiles(certificate) };
  const place = await placeInTree(tree, files);
  const { path } = place;
  const script = `cd ${path} && go build -o server . && exec ./server ${port}`;
  return startInTree({
    tree,
    argv: ['sh', '-c', script],
    port,
    place,
    environment: {
      HOME: '/root',
      GOROOT: '/usr/lib/go-1.24',
      GOCACHE: '/var/cache/go-build',
      GOFLAGS: '-mod=mod',
      GOTOOLCHAIN: 'local',
      GOTELEMETRY: 'off',
      ...environment,
    },
  });
}

/** A server of JSSE as it comes, from a single source file that the tree's Java runs. @param options of the virtual machine */
export async function startJava(
  tree: string,
  certificate: PemPair,
  options: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort();
  const place = await placeInTree(tree, { 'Server.java': JAVA_SERVER, ...pemFiles(certificate) });
  const argv = ['java', ...options, `${place.path}/Server.java`, String(port), place.path] as const;
  return startInTree({ tree, argv, port, place });
}

function pemFiles({ key, cert }: PemPair): Readonly<Record<string, string>> {
  return { 'key.pem': key, 'cert.pem': cert };
}

const GO_SERVER = `package main

import (
	"crypto/tls"
	"os"
)

func main() {
	certificate, err := tls.LoadX509KeyPair("cert.pem", "key.pem")
	if err != nil {
		panic(err)
	}
	listener, err := tls.Listen("tcp", "127.0.0.1:"+os.Args[1], &tls.Config{Certificates: []tls.Certificate{certificate}})
	if err != nil {
		panic(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			continue
		}
		go func() {
			connection.(*tls.Conn).Handshake()
			connection.Close()
		}()
	}
}
`;

const JAVA_SERVER = `import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.spec.*;
import java.util.Base64;
import javax.net.ssl.*;

public class Server {
  public static void main(String[] given) throws Exception {
    Path place = Path.of(given[1]);
    String pem = Files.readString(place.resolve("key.pem")).replaceAll("-----.*-----|\\\\s", "");
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    java.security.cert.Certificate certificate;
    try (InputStream in = Files.newInputStream(place.resolve("cert.pem"))) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", key, new char[0], new java.security.cert.Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
        .createServerSocket(Integer.parseInt(given[0]), 50, java.net.InetAddress.getByName("127.0.0.1"));
    while (true) {
      SSLSocket socket = (SSLSocket) server.accept();
      Thread.startVirtualThread(() -> {
        try (socket) { socket.startHandshake(); } catch (IOException ended) { }
      });
    }
  }
}
`;
