using System.Net.Http.Headers;
using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Documents.Domain;
using HourExchange.Interventions.Documents.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Documents.Attaching;

/// <summary>A party's management attaches a file to the agreement. The same content again is the same document, under its first title, unless that was withdrawn.</summary>
public static class AttachDocumentEndpoint
{
    private const int ReadLimitBytes = 32 * 1024 * 1024;

    private const string Known = $"select {DocumentRow.Columns} from interventions.document where agreement = @Ref and hash = @hash and withdrawn_at is null";

    private const string Insert = $"""
        insert into interventions.document
            (id, agreement, number, title, media_type, size_bytes, hash, content, attached_by_institution, attached_by, attached_at)
        select @id, @Ref, coalesce(max(number), 0) + 1, @title, @MediaType, @size, @hash, @content, @Institution, @Subject, @now
        from interventions.document where agreement = @Ref
        returning {DocumentRow.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/documents", Attach)
            .LimitUpload(ReadLimitBytes).For(Roles.Management).WithName("attachDocument").TakesFile([.. DocumentKind.MediaTypes]);

    private static async Task<Written<MadeOnce<DocumentView>>> Attach(string reference, string title, HttpContext http, HttpWrites writes, TimeProvider clock)
    {
        if ((await FileUpload.Read(http, DocumentRules.SizeLimitBytes, "A document")).IsRefused(out var tooLarge, out var file))
        {
            return tooLarge;
        }

        var content = file.ToArray();
        var mediaType = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var declared) ? declared.MediaType : null;
        return await AgreementAccess.Write(http, writes, reference, content, (transaction, agreement) =>
            Keep(transaction, agreement, title, mediaType, content, Caller.Of(http.User), clock.GetUtcNow()));
    }

    private static async Task<Decision<MadeOnce<DocumentView>>> Keep(
        NpgsqlTransaction transaction, Agreement agreement, string title, string? mediaType, byte[] content, Caller caller, DateTimeOffset now)
    {
        if (DocumentRules.Check(title, mediaType, content).IsRefused(out var refusal, out var kind))
        {
            return refusal;
        }

        var connection = transaction.Connection!;
        var hash = ContentHash.Of(content);
        if (await connection.QuerySingleOrDefaultAsync<DocumentRow>(Known, new { agreement.Ref, hash }, transaction) is { } known)
        {
            return Answer.Known(known.ToView(caller));
        }

        var id = Guid.CreateVersion7();
        var size = content.Length;
        var attached = await connection.QuerySingleAsync<DocumentRow>(
            Insert, new { id, agreement.Ref, title, kind.MediaType, size, hash, content, caller.Institution, caller.Subject, now }, transaction);
        return Answer.CreatedOnce($"/api/v1/agreements/{agreement.Ref}/documents/{id}", attached.ToView(caller));
    }
}
