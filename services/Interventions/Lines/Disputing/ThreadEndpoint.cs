using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Disputing;

/// <summary>What both sides wrote about a disputed line; a thread is never longer than it may grow, so it is read whole.</summary>
public static class ThreadEndpoint
{
    private const string Thread = "select number, institution, subject, at, text from interventions.dispute_message where intervention = @id order by number";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/{id:guid}/thread", Read).For(AgreementAccess.Readers).WithName("readThread");

    private static async Task<Shown<ThreadView>> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await LineAccess.CheckWords(connection, id, Caller.Of(http.User).Institution) is { } refusal
            ? refusal
            : new ThreadView((await connection.QueryAsync<ThreadMessage>(Thread, new { id })).AsList());
    }
}

/// <param name="Messages">In the order in which they were written; empty where nobody has disputed the line.</param>
public sealed record ThreadView(IReadOnlyList<ThreadMessage> Messages);

/// <summary>What somebody wrote while a line was disputed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Institution">For which it was written.</param>
/// <param name="Subject">Who wrote it, by pseudonym.</param>
/// <param name="At">UTC.</param>
/// <param name="Text">As it was written.</param>
public sealed record ThreadMessage(int Number, string Institution, string Subject, DateTime At, string Text);
