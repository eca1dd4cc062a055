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

    /// <summary>The entry's part of the line: everything but its place in the book.</summary>
    public static string Text(Entry entry)
    {
        var text = new StringBuilder(700).Append('{');
        AppendEntry(text, entry);
        return text.ToString(1, text.Length - 1);
    }

    /// <summary>What the event says, without its place in the book: the second lock against posting twice.</summary>
    public static byte[] ContentHash(string entryText) => SHA256.HashData(Encoding.UTF8.GetBytes(entryText));

    /// <summary>What is hashed into the chain: every stored field and the hash of the posting before.</summary>
    public static byte[] Hash(string book, long number, string entryText, DateTimeOffset postedAt, byte[] previousHash) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Body(book, number, entryText, postedAt, previousHash)));

    /// <summary>The exported line, without a line end.</summary>
    public static string Line(Posted posted) =>
        Body(posted.Book, posted.Number, Text(posted.Entry), posted.PostedAt, posted.PreviousHash) + ",\"hash\":\"" + Convert.ToHexStringLower(posted.Hash) + "\"}";

    /// <summary>The keys as they are stored and hashed.</summary>
    public static string Keys(IReadOnlyList<TurnedKey> keys)
    {
        var text = new StringBuilder(200);
        AppendKeys(text, keys);
        return text.ToString();
    }

    private static string Body(string book, long number, string entryText, DateTimeOffset postedAt, byte[] previousHash)
    {
        var text = new StringBuilder(entryText.Length + 250).Append('{');
        Field(text, "book", book);
        Field(text, "number", number);
        text.Append(',').Append(entryText);
        Field(text, "postedAt", Instant(postedAt));
        Field(text, "previousHash", Convert.ToHexStringLower(previousHash));
        return text.ToString();
    }

    private static void AppendEntry(StringBuilder text, Entry entry)
    {
        Field(text, "kind", entry.Kind);
        Field(text, "line", entry.Line.ToString());
        Field(text, "revision", entry.Revision);
        AppendAccount(text, "debit", entry.Debit);
        AppendAccount(text, "credit", entry.Credit);
        Field(text, "minutes", entry.Minutes);
        Field(text, "lendingReference", entry.LendingReference);
        Field(text, "receivingReference", entry.ReceivingReference);
        Field(text, "contributor", entry.Contributor);
        Field(text, "nature", entry.Nature);
        Field(text, "quantity", entry.Quantity);
        Field(text, "unit", entry.Unit);
        Field(text, "taughtMinutes", entry.TaughtMinutes);
        Field(text, "coefficientNumerator", entry.CoefficientNumerator);
        Field(text, "coefficientDenominator", entry.CoefficientDenominator);
        Field(text, "termsVersion", entry.TermsVersion);
        Field(text, "sourcing", entry.Sourcing);
        Name(text, "employerInformed").Append(entry.EmployerInformed switch { true => "true", false => "false", null => "null" });
        Name(text, "keys");
        AppendKeys(text, entry.Keys);
        Field(text, "year", entry.Year);
        Field(text, "lineDate", Day(entry.LineDate));
        Field(text, "valueDate", Day(entry.ValueDate));
        if (entry.Reverses is { } reversed)
        {
            Field(text, "reverses", reversed);
        }
        else
        {
            Name(text, "reverses").Append("null");
        }
    }

    private static void AppendAccount(StringBuilder text, string name, Account account)
    {
        Name(text, name).Append('{');
        Field(text, "institution", account.Institution);
        Field(text, "counterpart", account.Counterpart);
        Field(text, "domain", account.Domain);
        Field(text, "year", account.Year);
        text.Append('}');
    }

    private static void AppendKeys(StringBuilder text, IReadOnlyList<TurnedKey> keys)
    {
        text.Append('[');
        for (var index = 0; index < keys.Count; index++)
        {
            text.Append(index == 0 ? "{" : ",{");
            Field(text, "institution", keys[index].Institution);
            Field(text, "subject", keys[index].Subject);
            Field(text, "at", Instant(keys[index].At));
            Name(text, "tacit").Append(keys[index].Tacit ? "true" : "false");
            text.Append('}');
        }

        text.Append(']');
    }

    private static StringBuilder Name(StringBuilder text, string name)
    {
        if (text[^1] is not ('{' or '['))
        {
            text.Append(',');
        }

        return text.Append('"').Append(name).Append("\":");
    }

    private static void Field(StringBuilder text, string name, long value) => Name(text, name).Append(value);

    private static void Field(StringBuilder text, string name, string? value)
    {
        Name(text, name);
        if (value is null)
        {
            text.Append("null");
            return;
        }

        text.Append('"');
        foreach (var character in value)
        {
            // RFC 8259 asks for these alone.
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        text.Append('"');
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>UTC with six decimals: what PostgreSQL stores.</summary>
    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
