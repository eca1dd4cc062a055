namespace HourExchange.Plumbing.Tables;

/// <summary>
/// A part of a package while it is unpacked: counts what it makes a reader do, and ends with the request. How large a part is says little:
/// a workbook of 0.2 MB can hold 16 million empty cells, and a text of 180 MB takes its size four times over.
/// </summary>
/// <param name="unpacked">The part's own stream.</param>
/// <param name="stopping">The request that waits for it.</param>
internal sealed class BoundedPart(Stream unpacked, CancellationToken stopping) : Stream
{
    /// <summary>Beginnings and ends of elements: 100,000 rows of 12 texts have 7.4 million.</summary>
    public const int TagLimit = 12_000_000;

    /// <summary>Of one text or one tag. A cell has at most 32,767 characters, each perhaps as a number of ten (&amp;#x1F600;).</summary>
    public const int RunLimitBytes = 512 * 1024;

    private int _tags;
    private int _run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="PartTooLargeException">More tags, or a longer text, than any table has.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        stopping.ThrowIfCancellationRequested();
        var read = unpacked.Read(buffer);
        var rest = (ReadOnlySpan<byte>)buffer[..read];
        for (var at = rest.IndexOfAny((byte)'<', (byte)'>'); at >= 0; at = rest.IndexOfAny((byte)'<', (byte)'>'))
        {
            Grow(at);
            _run = 0;
            _tags += rest[at] == '<' ? 1 : 0;
            rest = rest[(at + 1)..];
        }

        Grow(rest.Length);
        return _tags > TagLimit ? throw new PartTooLargeException($"A part has at most {TagLimit} tags.") : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Grow(int bytes)
    {
        _run += bytes;
        if (_run > RunLimitBytes)
        {
            throw new PartTooLargeException($"A text has at most {RunLimitBytes} bytes.");
        }
    }
}

/// <summary>A part asks for more work than any table.</summary>
internal sealed class PartTooLargeException(string message) : Exception(message);
