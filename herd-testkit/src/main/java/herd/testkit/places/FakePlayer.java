package herd.testkit.places;

import herd.testkit.places.FakeAnswer.Chunked;
import herd.testkit.places.FakeAnswer.Delayed;
import herd.testkit.places.FakeAnswer.Document;
import herd.testkit.places.FakeAnswer.Dripping;
import herd.testkit.places.FakeAnswer.HttpFailure;
import herd.testkit.places.FakeAnswer.Oversize;
import herd.testkit.places.FakeAnswer.Places;
import herd.testkit.places.FakeAnswer.Raw;
import herd.testkit.places.FakeAnswer.Redirect;
import herd.testkit.places.FakeAnswer.Refusal;
import herd.testkit.places.FakeAnswer.Reset;
import herd.testkit.places.FakeAnswer.Silence;
import herd.testkit.places.FakeAnswer.Truncated;
import herd.testkit.places.FakeAnswer.Whole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plays one answer on one connection.
 *
 * @param connection the socket below, which carries the streams, perhaps by way of TLS
 */
record FakePlayer(
        Socket connection,
        InputStream in,
        OutputStream out,
        FakeRequest request,
        CountDownLatch stopped) {

    private static final int BLOCK = 8192;

    /** Plays it; returns whether the connection is fit for another request. */
    boolean play(FakeAnswer answer) throws IOException, InterruptedException {
        if (answer instanceof Whole whole) {
            out.write(bytes(whole));
            return true;
        }
        if (answer instanceof Delayed delayed) {
            boolean wasStopped = stopped.await(delayed.by().toNanos(), TimeUnit.NANOSECONDS);
            return !wasStopped && play(delayed.then());
        }
        if (answer instanceof Dripping dripping) {
            return drip(bytes(dripping.what()), dripping);
        }
        if (answer instanceof Chunked chunked) {
            return chunk(bytes(chunked.what()), chunked.chunkBytes());
        }
        if (answer instanceof Oversize oversize) {
            return flood(oversize.bytes());
        }
        end(answer);
        return false;
    }

    /** Plays what ends the connection. */
    private void end(FakeAnswer answer) throws IOException {
        if (answer instanceof Truncated truncated) {
            byte[] whole = bytes(truncated.what());
            out.write(whole, 0, headLength(whole) + (whole.length - headLength(whole)) / 2);
        } else if (answer instanceof Raw raw) {
            out.write(raw.bytes().getBytes(StandardCharsets.ISO_8859_1));
        } else if (answer instanceof Reset) {
            connection.setSoLinger(true, 0);
            // Below TLS, if there is any: that would say farewell first.
            connection.close();
        } else if (answer instanceof Silence) {
            while (in.read() >= 0) {
                // Whatever comes is of no interest: only the end is.
            }
        } else {
            throw new AssertionError(answer);
        }
    }

    private byte[] bytes(Whole answer) {
        if (answer instanceof Places places) {
            return message(200, "", FakeDocuments.places(request, places.count(), places.layout()));
        }
        if (answer instanceof Refusal refusal) {
            int status = request.isNew() ? FakeDocuments.httpStatus(refusal.status()) : 200;
            return message(status, "", FakeDocuments.refusal(request, refusal.status()));
        }
        if (answer instanceof HttpFailure failure) {
            int status = failure.httpStatus();
            return message(status, "", FakeDocuments.error(status, "a failure that was asked for"));
        }
        if (answer instanceof Redirect redirect) {
            return message(302, "Location: " + redirect.to() + "\r\n", "");
        }
        if (answer instanceof Document document) {
            return message(document.httpStatus(), "", document.body());
        }
        throw new AssertionError(answer);
    }

    private boolean chunk(byte[] whole, int chunkBytes) throws IOException {
        String head = new String(whole, 0, headLength(whole), StandardCharsets.ISO_8859_1);
        String open = head.replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked");
        out.write(open.getBytes(StandardCharsets.ISO_8859_1));
        for (int at = headLength(whole); at < whole.length; at += chunkBytes) {
            int length = Math.min(chunkBytes, whole.length - at);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(whole, at, length);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private boolean drip(byte[] whole, Dripping how) throws IOException, InterruptedException {
        for (int at = 0; at < whole.length; at += how.pieceBytes()) {
            out.write(whole, at, Math.min(how.pieceBytes(), whole.length - at));
            if (stopped.await(how.every().toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }

    private boolean flood(long bytes) throws IOException {
        out.write(head(200, "", bytes));
        byte[] blanks = new byte[BLOCK];
        Arrays.fill(blanks, (byte) ' ');
        for (long left = bytes; left > 0; left -= BLOCK) {
            out.write(blanks, 0, (int) Math.min(left, BLOCK));
        }
        return true;
    }

    private static byte[] message(int status, String headers, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = head(status, headers, body.length);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static byte[] head(int status, String headers, long length) {
        String head =
                "HTTP/1.1 "
                        + status
                        + " Fake\r\nContent-Type: application/json; charset=UTF-8\r\n"
                        + headers
                        + "Content-Length: "
                        + length
                        + "\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private static int headLength(byte[] whole) {
        return new String(whole, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    }
}
