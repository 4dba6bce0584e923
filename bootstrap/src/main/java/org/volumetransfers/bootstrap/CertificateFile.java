package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates of authorities, one after the other in PEM or a single one in DER. */
final class CertificateFile {

    private CertificateFile() {}

    /**
     * Reads the file whole.
     *
     * @param faults what is wrong with its content
     * @return the certificates, at least one unless there are faults
     * @throws IOException when there is no such file or it cannot be read
     */
    static List<X509Certificate> read(Path file, FileFaults faults) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(bytes)
                    .forEach(certificate -> certificates.add((X509Certificate) certificate));
        } catch (CertificateException e) {
            faults.addLast(new Place(1, 1), "the file must hold certificates in PEM");
            return List.of();
        }
        if (certificates.isEmpty()) {
            faults.addLast(new Place(1, 1), "the file holds no certificate");
        }
        return certificates;
    }
}
