package herd.testkit.places;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.ZonedDateTime;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate with its private key, made when a test needs it: signed by itself, so that nobody
 * trusts it but who is told to ({@link #trust}). Nothing of it is ever on a disk.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Source.</b> RFC 5280; the JDK reads certificates but has no public way of making one.
 */
public final class TestCertificate {

    private static final char[] NO_PASSWORD = new char[0];
    private static final byte[] ECDSA_WITH_SHA256 =
            Der.sequence(Der.objectId(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));
    private static final byte[] COMMON_NAME = Der.objectId(0x55, 0x04, 0x03);
    private static final byte[] ALTERNATIVE_NAMES = Der.objectId(0x55, 0x1D, 0x11);

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestCertificate(ZonedDateTime from, ZonedDateTime until, String... hosts) {
        if (hosts.length == 0) {
            throw new IllegalArgumentException("a certificate needs a host that it is for");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            byte[] encoded = signed(keys, content(keys, from, until, hosts));
            certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a certificate", e);
        }
    }

    /** One for this machine as tests call it: {@code 127.0.0.1}, {@code ::1} and {@code localhost}. */
    public static TestCertificate forThisMachine() {
        return forHosts("127.0.0.1", "::1", "localhost");
    }

    /**
     * One for other hosts: who trusts it and finds it elsewhere must still not believe it.
     *
     * @param hosts names, or addresses in digits
     */
    public static TestCertificate forHosts(String... hosts) {
        ZonedDateTime now = ZonedDateTime.now();
        return new TestCertificate(now.minusDays(1), now.plusDays(1), hosts);
    }

    /** One for this machine, whose time is over. */
    public static TestCertificate expired() {
        ZonedDateTime now = ZonedDateTime.now();
        return new TestCertificate(now.minusDays(2), now.minusDays(1), "127.0.0.1", "localhost");
    }

    /** The certificate alone. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Makes this JVM trust it, whoever connects, until that is closed: in clients that are made
     * meanwhile with the default context of TLS, as that of the herd is. All else that the JVM trusts
     * it still does; several certificates may be trusted at once.
     *
     * <p><b>Threading.</b> Any thread; it counts for all of the JVM.
     */
    public Trust trust() {
        return DefaultTrust.add(certificate);
    }

    /** That a certificate is trusted, until it is closed. */
    public interface Trust extends AutoCloseable {
        @Override
        void close();
    }

    /** What a server with this certificate works with. */
    SSLContext serverContext() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", keys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot serve a certificate", e);
        }
    }

    private static byte[] content(
            KeyPair keys, ZonedDateTime from, ZonedDateTime until, String... hosts) {
        byte[] serial = new BigInteger(63, new SecureRandom()).add(BigInteger.ONE).toByteArray();
        byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text("herd-testkit"))));
        byte[] names =
                Der.sequence(
                        Arrays.stream(hosts).map(TestCertificate::host).toArray(byte[][]::new));
        return Der.sequence(
                Der.tagged(0xA0, Der.integer((byte) 2)),
                Der.integer(serial),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(Der.time(from), Der.time(until)),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(0xA3, Der.sequence(Der.sequence(ALTERNATIVE_NAMES, Der.octets(names)))));
    }

    private static byte[] signed(KeyPair keys, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    }

    private static byte[] host(String host) {
        boolean isAddress = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        try {
            // Digits are read, and no name is looked up.
            return isAddress
                    ? Der.tagged(0x87, InetAddress.getByName(host).getAddress())
                    : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalArgumentException("not an address: " + host, e);
        }
    }
}
