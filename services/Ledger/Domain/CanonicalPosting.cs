using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HourExchange.Contracts.Interventions.V1;

namespace HourExchange.Ledger.Domain;

/// <summary>
/// The canonical form of a posting: one line of JSON, fields in a fixed order, no spaces, nothing escaped that need not be.
/// The hash is the SHA-256 of the line's bytes before <c>,"hash"</c>, and the line is what <c>GET …/postings</c> exports:
/// whoever has the export can check it with a SHA-256 tool alone. Described with test vectors in docs/canonical-posting.md.
/// </summary>
internal static class CanonicalPosting
{
    public static readonly byte[] BeforeTheFirst = new byte[32];

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    /// <summary>The entry's part of the line, in UTF-8: everything but its place in the book.</summary>
    public static byte[] Text(Entry entry)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        text.Write("{"u8);
        AppendEntry(text, entry);
        return text.WrittenSpan[1..].ToArray();
    }

    /// <summary>What the event says, without its place in the book: the second lock against posting twice.</summary>
    public static byte[] ContentHash(byte[] entryText) => SHA256.HashData(entryText);

    /// <summary>What is hashed into the chain: every stored field and the hash of the posting before.</summary>
    public static byte[] Hash(string book, long number, byte[] entryText, DateTimeOffset postedAt, byte[] previousHash) =>
        SHA256.HashData(Body(book, number, entryText, postedAt, previousHash).WrittenSpan);

    /// <summary>The exported line in UTF-8, with its line end.</summary>
    public static ReadOnlyMemory<byte> Line(Posted posted)
    {
        var text = Body(posted.Book, posted.Number, posted.Text, posted.PostedAt, posted.PreviousHash);
        Hexadecimal(text, "hash"u8, posted.Hash);
        text.Write("}\n"u8);
        return text.WrittenMemory;
    }

    /// <summary>The posting as one JSON object of <c>hours-posted</c>: the line without book and previous hash, which the message has once.</summary>
    public static void AppendTo(ArrayBufferWriter<byte> message, Posted posted)
    {
        message.Write("{"u8);
        Field(message, "number"u8, posted.Number);
        message.Write(","u8);
        message.Write(posted.Text);
        Field(message, "postedAt"u8, posted.PostedAt);
        Hexadecimal(message, "hash"u8, posted.Hash);
        message.Write("}"u8);
    }

    /// <summary>The keys as they are stored and hashed.</summary>
    public static string Keys(IReadOnlyList<TurnedKey> keys)
    {
        var text = new ArrayBufferWriter<byte>(256);
        AppendKeys(text, keys);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static ArrayBufferWriter<byte> Body(string book, long number, byte[] entryText, DateTimeOffset postedAt, byte[] previousHash)
    {
        var text = new ArrayBufferWriter<byte>(entryText.Length + 400);
        text.Write("{"u8);
        Field(text, "book"u8, book);
        Field(text, "number"u8, number);
        text.Write(","u8);
        text.Write(entryText);
        Field(text, "postedAt"u8, postedAt);
        Hexadecimal(text, "previousHash"u8, previousHash);
        return text;
    }

    private static void AppendEntry(ArrayBufferWriter<byte> text, Entry entry)
    {
        Field(text, "kind"u8, entry.Kind);
        Formatted(text, "line"u8, entry.Line, "D");
        Field(text, "revision"u8, entry.Revision);
        AppendAccount(text, "debit"u8, entry.Debit);
        AppendAccount(text, "credit"u8, entry.Credit);
        Field(text, "minutes"u8, entry.Minutes);
        Field(text, "lendingReference"u8, entry.LendingReference);
        Field(text, "receivingReference"u8, entry.ReceivingReference);
        Field(text, "contributor"u8, entry.Contributor);
        Field(text, "nature"u8, entry.Nature);
        Field(text, "quantity"u8, entry.Quantity);
        Field(text, "unit"u8, entry.Unit);
        Field(text, "taughtMinutes"u8, entry.TaughtMinutes);
        Field(text, "coefficientNumerator"u8, entry.CoefficientNumerator);
        Field(text, "coefficientDenominator"u8, entry.CoefficientDenominator);
        Field(text, "termsVersion"u8, entry.TermsVersion);
        Field(text, "sourcing"u8, entry.Sourcing);
        Field(text, "employerInformed"u8, entry.EmployerInformed);
        Name(text, "keys"u8);
        AppendKeys(text, entry.Keys);
        Field(text, "year"u8, entry.Year);
        Formatted(text, "lineDate"u8, entry.LineDate, "yyyy-MM-dd");
        Formatted(text, "valueDate"u8, entry.ValueDate, "yyyy-MM-dd");
        Field(text, "reverses"u8, entry.Reverses);
    }

    private static void AppendAccount(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, Account account)
    {
        Name(text, name);
        text.Write("{"u8);
        Field(text, "institution"u8, account.Institution);
        Field(text, "counterpart"u8, account.Counterpart);
        Field(text, "domain"u8, account.Domain);
        Field(text, "year"u8, account.Year);
        text.Write("}"u8);
    }

    private static void AppendKeys(ArrayBufferWriter<byte> text, IReadOnlyList<TurnedKey> keys)
    {
        text.Write("["u8);
        for (var index = 0; index < keys.Count; index++)
        {
            text.Write(index == 0 ? "{"u8 : ",{"u8);
            Field(text, "institution"u8, keys[index].Institution);
            Field(text, "subject"u8, keys[index].Subject);
            Field(text, "at"u8, keys[index].At);
            Field(text, "tacit"u8, keys[index].Tacit);
            text.Write("}"u8);
        }

        text.Write("]"u8);
    }

    private static void Name(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name)
    {
        if (text.WrittenSpan[^1] is not ((byte)'{' or (byte)'['))
        {
            text.Write(","u8);
        }

        text.Write("\""u8);
        text.Write(name);
        text.Write("\":"u8);
    }

    private static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, bool? value)
    {
        Name(text, name);
        text.Write(value switch { true => "true"u8, false => "false"u8, null => "null"u8 });
    }

    private static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, long? value)
    {
        Name(text, name);
        if (value is { } given)
        {
            Format(text, given, default);
        }
        else
        {
            text.Write("null"u8);
        }
    }

    /// <summary>UTC with six decimals: what PostgreSQL stores.</summary>
    private static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, DateTimeOffset instant) =>
        Formatted(text, name, instant.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, string? value)
    {
        Name(text, name);
        if (value is null)
        {
            text.Write("null"u8);
            return;
        }

        text.Write("\""u8);
        var rest = value.AsSpan();
        for (var next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            Encoding.UTF8.GetBytes(rest[..next], text);
            Escape(text, rest[next]);
            rest = rest[(next + 1)..];
        }

        Encoding.UTF8.GetBytes(rest, text);
        text.Write("\""u8);
    }

    /// <summary>RFC 8259 asks for these alone.</summary>
    private static void Escape(ArrayBufferWriter<byte> text, char character)
    {
        text.Write("\\"u8);
        if (character is '"' or '\\')
        {
            text.Write([(byte)character]);
            return;
        }

        text.Write("u"u8);
        Format(text, (int)character, "x4");
    }

    private static void Hexadecimal(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, byte[] bytes)
    {
        Name(text, name);
        text.Write("\""u8);
        Convert.TryToHexStringLower(bytes, text.GetSpan(bytes.Length * 2), out var written);
        text.Advance(written);
        text.Write("\""u8);
    }

    private static void Formatted<T>(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, T value, string format) where T : IUtf8SpanFormattable
    {
        Name(text, name);
        text.Write("\""u8);
        Format(text, value, format);
        text.Write("\""u8);
    }

    /// <summary>Numbers, days, instants, identifiers: none is longer than 40 characters.</summary>
    private static void Format<T>(ArrayBufferWriter<byte> text, T value, ReadOnlySpan<char> format) where T : IUtf8SpanFormattable
    {
        value.TryFormat(text.GetSpan(40), out var written, format, CultureInfo.InvariantCulture);
        text.Advance(written);
    }
}
