namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Finds the rows of a CSV file whose quotes say nothing certain (RFC 4180): one that opens and does not close, one inside a text,
/// text behind one that closes. A quote that closes in a later row has swallowed the rows between.
/// </summary>
internal static class CsvQuotes
{
    /// <summary>Spreadsheets put no more into a cell; a quote that is open for longer does not close.</summary>
    private const int CellLimitBytes = 4 * 32_767;

    /// <returns>The text with those rows emptied, so that all others keep their numbers; and those rows, numbered from 1.</returns>
    public static (ReadOnlyMemory<byte> Text, IReadOnlyList<int> Broken) SetAside(ReadOnlyMemory<byte> text, byte delimiter)
    {
        var broken = new List<int>();
        if (!text.Span.Contains((byte)'"'))
        {
            return (text, broken);
        }

        byte[]? emptied = null;
        var rowWidth = 0;
        var (at, row) = (0, 1);
        while (at < text.Length)
        {
            var rest = text.Span[at..];
            var line = Line(rest);
            var length = line.Contains((byte)'"') ? Record(rest, delimiter, rowWidth) : line.Length;
            if (length is null)
            {
                broken.Add(row);
                emptied ??= text.ToArray();
                emptied.AsSpan(at, line.Length).Fill((byte)' ');
            }

            // The first row that says anything is the header; it may be written on several lines.
            if (rowWidth == 0 && rest[..(length ?? line.Length)] is var record && record.ContainsAnyExcept(delimiter, (byte)' '))
            {
                rowWidth = record.Count(delimiter);
            }

            at += length ?? line.Length;
            at += at < text.Length && text.Span[at] == '\r' && at + 1 < text.Length && text.Span[at + 1] == '\n' ? 2 : 1;
            row++;
        }

        return (emptied ?? text, broken);
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> rest) => rest.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0 ? rest[..end] : rest;

    /// <returns>How long the row is, without the end of its last line; null when its quotes are not certain.</returns>
    private static int? Record(ReadOnlySpan<byte> rest, byte delimiter, int rowWidth)
    {
        for (var at = 0; ; at++)
        {
            at += Blanks(rest[at..], delimiter);
            if (at < rest.Length && rest[at] == '"')
            {
                if (Closing(rest[at..], delimiter, rowWidth) is not { } quoted)
                {
                    return null;
                }

                at += quoted;
                at += Blanks(rest[at..], delimiter);
            }
            else
            {
                var cell = rest[at..].IndexOfAny([delimiter, (byte)'\r', (byte)'\n']) is var end and >= 0 ? rest[at..][..end] : rest[at..];
                if (cell.Contains((byte)'"'))
                {
                    return null;
                }

                at += cell.Length;
            }

            if (at == rest.Length || rest[at] is (byte)'\r' or (byte)'\n')
            {
                return at;
            }

            if (rest[at] != delimiter)
            {
                return null;
            }
        }
    }

    private static int Blanks(ReadOnlySpan<byte> rest, byte delimiter)
    {
        var count = 0;
        while (count < rest.Length && rest[count] is (byte)' ' or (byte)'\t' && rest[count] != delimiter)
        {
            count++;
        }

        return count;
    }

    /// <returns>Where the quoted cell ends, behind its closing quote; null when it does not close, or has a whole row inside.</returns>
    private static int? Closing(ReadOnlySpan<byte> quoted, byte delimiter, int rowWidth)
    {
        for (var at = 1; at < quoted.Length && at < CellLimitBytes; at++)
        {
            if (quoted[at] == '"')
            {
                if (at + 1 >= quoted.Length || quoted[at + 1] != '"')
                {
                    return at + 1;
                }

                at++;
            }
            else if (quoted[at] is (byte)'\r' or (byte)'\n' && rowWidth > 0 && Line(quoted[(at + 1)..]).Count(delimiter) >= rowWidth)
            {
                return null;
            }
        }

        return null;
    }
}
