using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Documents.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace HourExchange.Interventions.Documents.Reading;

/// <summary>The documents of an agreement, the withdrawn ones too; and one of them as it was attached, to be saved, never shown within our pages.</summary>
public static class DocumentsEndpoint
{
    private const string Documents = $"""
        select {DocumentRow.Columns} from interventions.document
        where agreement = @reference and number > @After order by number limit @Take
        """;

    private const string Content = """
        select title, media_type, hash, content, attached_by_institution, withdrawn_at from interventions.document where id = @id and agreement = @reference
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/agreements/{reference}/documents",
            (string reference, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => ReadList(connection, reference, after, limit, Caller.Of(http.User))))
            .For(AgreementAccess.Readers).WithName("listDocuments");
        routes.MapGet("/api/v1/agreements/{reference}/documents/{id:guid}", ReadOne)
            .For(AgreementAccess.Readers).WithName("getDocument").GivesFile([.. DocumentKind.MediaTypes]).GivesETag();
    }

    private static async Task<Shown<DocumentPage>> ReadList(NpgsqlConnection connection, string reference, int? after, int? limit, Caller caller)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var taken = (await connection.QueryAsync<DocumentRow>(Documents, new { reference, page.After, page.Take })).AsList();
        var (rows, next) = page.Cut(taken, document => document.Number);
        return new DocumentPage([.. rows.Select(row => row.ToView(caller))], next);
    }

    private static async Task<IResult> ReadOne(string reference, Guid id, HttpContext http, NpgsqlDataSource database)
    {
        var institution = Caller.Of(http.User).Institution;
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await AgreementStore.Load(connection, null, reference, institution) is null)
        {
            return Problem.From(Refusal.NotFound("agreement"));
        }

        if (await connection.QuerySingleOrDefaultAsync<ContentRow>(Content, new { id, reference }) is not { } document)
        {
            return Problem.From(Refusal.NotFound("document"));
        }

        if (DocumentLife.CheckReading(DocumentLife.StateOf(document.WithdrawnAt is not null), document.AttachedByInstitution, institution) is { } withdrawn)
        {
            return Problem.From(withdrawn);
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        var fileName = DocumentKind.Find(document.MediaType)!.FileName(document.Title);
        return Results.File(document.Content, document.MediaType, fileName, entityTag: new EntityTagHeaderValue($"\"{document.Hash}\""));
    }

    // Dapper fills arrays by property, not by constructor.
    private sealed record ContentRow
    {
        public string Title { get; init; } = "";

        public string MediaType { get; init; } = "";

        public string Hash { get; init; } = "";

        public string AttachedByInstitution { get; init; } = "";

        public DateTime? WithdrawnAt { get; init; }

        public byte[] Content { get; init; } = [];
    }
}

/// <summary>A page of documents, without their content.</summary>
/// <param name="Documents">In the order of their numbers.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record DocumentPage(IReadOnlyList<DocumentView> Documents, int? Next);
