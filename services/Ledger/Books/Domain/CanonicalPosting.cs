using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using HourExchange.Contracts.Interventions.V1;
using static HourExchange.Plumbing.Text.CanonicalJson;

namespace HourExchange.Ledger.Books.Domain;

/// <summary>
/// The canonical form of a posting: one line of JSON, fields in a fixed order, no spaces, nothing escaped that need not be.
/// The hash is the SHA-256 of the line's bytes before <c>,"hash"</c>, and the line is what <c>GET …/postings</c> exports:
/// whoever has the export can check it with a SHA-256 tool alone. Described with test vectors in docs/canonical-posting.md.
/// </summary>
internal static class CanonicalPosting
{
    public static readonly byte[] BeforeTheFirst = new byte[32];

    // Texts are begun by the thousand: each thread writes them in one place, and takes a copy before it begins the next.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    /// <summary>The entry's part of the line, in UTF-8: everything but its place in the book.</summary>
    public static byte[] Text(Entry entry)
    {
        var text = Scratch();
        text.Write("{"u8);
        AppendEntry(text, entry);
        return text.WrittenSpan[1..].ToArray();
    }

    /// <summary>What is hashed into the chain: every stored field and the hash of the posting before.</summary>
    public static byte[] Hash(string book, long number, byte[] entryText, DateTimeOffset postedAt, byte[] previousHash) =>
        SHA256.HashData(AppendBody(Scratch(), book, number, entryText, postedAt, previousHash).WrittenSpan);

    /// <summary>The exported line in UTF-8, with its line end.</summary>
    public static ReadOnlyMemory<byte> Line(Posted posted)
    {
        var text = AppendBody(
            new ArrayBufferWriter<byte>(posted.Text.Length + 400), posted.Book, posted.Number, posted.Text, posted.PostedAt, posted.PreviousHash);
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
        var text = Scratch();
        AppendKeys(text, keys);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>The same, out of an entry's text: between the name of the keys and that of the year, which no string in it can hold.</summary>
    public static ReadOnlySpan<byte> KeysIn(ReadOnlySpan<byte> entryText)
    {
        var keys = entryText[(entryText.IndexOf(",\"keys\":"u8) + ",\"keys\":"u8.Length)..];
        return keys[..keys.LastIndexOf(",\"year\":"u8)];
    }

    private static ArrayBufferWriter<byte> Scratch()
    {
        var scratch = _scratch ??= new ArrayBufferWriter<byte>(4096);
        scratch.ResetWrittenCount();
        return scratch;
    }

    private static ArrayBufferWriter<byte> AppendBody(
        ArrayBufferWriter<byte> text, string book, long number, byte[] entryText, DateTimeOffset postedAt, byte[] previousHash)
    {
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
        Formatted(text, "lineDate"u8, entry.LineDate, "O");
        Formatted(text, "valueDate"u8, entry.ValueDate, "O");
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
}
