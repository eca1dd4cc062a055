using System.Text.Json;
using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace HourExchange.Plumbing.Http;

/// <summary>For the operator: the messages that could not be worked, without their content, and working one again.</summary>
public static class RejectedMessageEndpoints
{
    private const int PageLimit = 200;

    private const string Read = "select consumer, message_id, body, times from plumbing.rejected_message where id = @id and replayed_at is null";
    private const string Replayed = "update plumbing.rejected_message set replayed_at = now() where id = @id and times = @times";

    public static void MapRejectedMessages(this IEndpointRouteBuilder routes, string role)
    {
        routes.MapGet("/api/v1/rejected-messages", ReadPage).For(role).WithName("listRejectedMessages");
        routes.MapPost("/api/v1/rejected-messages/{id:guid}/replays", ReplayOne).For(role).WithName("replayRejectedMessage");
    }

    private static async Task<Shown<RejectedPage>> ReadPage(RejectedMessages messages, Guid? after, int? limit)
    {
        if (Page.Read(after, limit, PageLimit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var (rejected, next) = page.Cut(await messages.ReadPage(page.After ?? Guid.Empty, page.Take), message => message.Id);
        return new RejectedPage(rejected, PageLimit, next);
    }

    private static async Task<Shown<ReplayedMessage>> ReplayOne(Guid id, NpgsqlDataSource database, IEnumerable<IReplay> replays, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        var message = await connection.QuerySingleOrDefaultAsync<Stored>(Read, new { id });
        if (message is null)
        {
            return Refusal.NotFound("rejected-message");
        }

        if (message.MessageId is not { } messageId)
        {
            return Refusal.Conflict("message-id-missing", "The message came without an id: its publisher must send it again.");
        }

        try
        {
            await replays.Single(replay => replay.Consumer == message.Consumer).Run(messageId, message.Body, stopping);
        }
        catch (JsonException)
        {
            return Refusal.Conflict("body-undecodable", "The message still cannot be decoded.");
        }
        catch (PostgresException exception) when (!TransientFault.Is(exception))
        {
            // What the database will not take it did not take before either: the message stays where it is.
            return Refusal.Conflict("message-refused-again", "The message fails as it did before; its reason is in the list.");
        }

        // Refused again: the handler has stored it once more and counted it.
        var worked = await connection.ExecuteAsync(Replayed, new { id, message.Times }) == 1;
        return worked
            ? new ReplayedMessage(id, Replayed: true)
            : Refusal.Conflict("message-refused-again", "The message was refused again; its reason is in the list.");
    }

    private sealed record Stored(string Consumer, Guid? MessageId, string Body, int Times);
}

/// <summary>A page of messages that could not be worked, without their content.</summary>
/// <param name="Rejected">In the order of their identifiers.</param>
/// <param name="PageLimit">How many a page has at most.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record RejectedPage(IReadOnlyList<RejectedMessage> Rejected, int PageLimit, Guid? Next);

/// <summary>A message that was worked again.</summary>
/// <param name="Id">Of the row, not of the message.</param>
/// <param name="Replayed">True: what is refused again is answered with 409.</param>
public sealed record ReplayedMessage(Guid Id, bool Replayed);
