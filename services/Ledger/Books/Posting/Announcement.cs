using System.Buffers;
using System.Text.Json;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Broker;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>
/// The body of <c>hours-posted</c>: one book's consecutive postings, at most 500. Each stands in it in the text that was
/// hashed, so that posting a batch writes its text once.
/// </summary>
internal static class Announcement
{
    public static IReadOnlyList<byte[]> Of(IReadOnlyList<Posted> postings, IReadOnlyDictionary<string, BookHead> heads)
    {
        // One buffer for all: each body is copied out of it.
        var body = new ArrayBufferWriter<byte>(65_536);
        return
        [
            .. from book in postings.GroupBy(posted => posted.Book)
               from chunk in book.Chunk(LedgerService.AnnouncementLimit)
               select Of(book.Key, heads[book.Key].Parties, chunk, body),
        ];
    }

    public static byte[] Of(string book, IReadOnlyList<string> parties, IReadOnlyList<Posted> consecutive) =>
        Of(book, parties, consecutive, new ArrayBufferWriter<byte>(1024));

    private static byte[] Of(string book, IReadOnlyList<string> parties, IReadOnlyList<Posted> consecutive, ArrayBufferWriter<byte> body)
    {
        body.ResetWrittenCount();
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = Wire.Json.Encoder });
        json.WriteStartObject();
        json.WriteString("book", book);
        json.WriteStartArray("parties");
        foreach (var party in parties)
        {
            json.WriteStringValue(party);
        }

        json.WriteEndArray();
        json.WriteNumber("from", consecutive[0].Number);
        json.WriteNumber("to", consecutive[^1].Number);
        json.WriteString("previousHash", Convert.ToHexStringLower(consecutive[0].PreviousHash));
        json.WriteString("hash", Convert.ToHexStringLower(consecutive[^1].Hash));
        json.WriteStartArray("postings");
        var posting = new ArrayBufferWriter<byte>(1024);
        foreach (var posted in consecutive)
        {
            posting.ResetWrittenCount();
            CanonicalPosting.AppendTo(posting, posted);
            json.WriteRawValue(posting.WrittenSpan, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }
}
