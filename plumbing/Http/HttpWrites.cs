using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// Runs the command of a POST in one transaction and keeps its answer under the caller's Idempotency-Key, if it sent one:
/// the same request sent again gets the same answer for seven days, another body under the same key gets 422.
/// A refusal rolls everything back and is not kept.
/// </summary>
public sealed class HttpWrites(NpgsqlDataSource database)
{
    public const string Header = "Idempotency-Key";
    public const int KeyLengthLimit = 128;

    private const string Claim = """
        insert into plumbing.idempotent_answer (caller, request, key, body_hash, status) values (@caller, @request, @key, @bodyHash, 0)
        on conflict do nothing
        """;

    private const string Read = """
        select body_hash, status, answer, location, etag from plumbing.idempotent_answer
        where caller = @caller and request = @request and key = @key
        """;

    private const string Keep = """
        update plumbing.idempotent_answer set status = @Status, answer = @answer, location = @Location, etag = @ETag
        where caller = @caller and request = @request and key = @key
        """;

    /// <param name="body">The bound body; for a file, its bytes.</param>
    /// <param name="isTried">The whole command without the commit: what it would answer; nothing is kept under the key.</param>
    public async Task<Written<TAnswer>> Run<TAnswer>(
        HttpContext http, object? body, Func<NpgsqlTransaction, Task<Decision<TAnswer>>> command, bool isTried = false)
        where TAnswer : Answer, IDescribedAnswer =>
        new(await Run(http, body, isTried, async transaction => (await command(transaction)).IsRefused(out var refusal, out var answer) ? refusal : (Decision<Answer>)answer));

    private async Task<IResult> Run(HttpContext http, object? body, bool isTried, Func<NpgsqlTransaction, Task<Decision<Answer>>> command)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length > KeyLengthLimit)
        {
            return Problem.From(Refusal.Malformed("idempotency-key-too-long", $"An {Header} has at most {KeyLengthLimit} characters."));
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var transaction = await connection.BeginTransactionAsync(http.RequestAborted);
        byte[] bodyHash;
        try
        {
            bodyHash = Hash(body);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Half a surrogate pair can be read from JSON, but not be written again.
            return Problem.From(Refusal.Malformed("text-invalid", "A text holds half a character."));
        }

        if (isTried)
        {
            return (await command(transaction)).IsRefused(out var no, out var would) ? Problem.From(no) : Results.Ok(would.Body);
        }

        var claim = new
        {
            // Hashed: both may be longer than an index takes.
            caller = ContentHash.Of(Caller.Of(http.User).ToString()),
            request = ContentHash.Of($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}"),
            key,
            bodyHash,
        };

        // A second request under the same key waits here for the first to end.
        if (key.Length > 0 && await HotStatement.Execute(transaction, Claim, claim) == 0)
        {
            return await AnswerAgain(connection, transaction, claim, claim.bodyHash);
        }

        var decision = await command(transaction);
        if (decision.IsRefused(out var refusal, out var answer))
        {
            return Problem.From(refusal);
        }

        var json = JsonSerializer.Serialize(answer.Body, StrictJson.Options);
        if (key.Length > 0)
        {
            await HotStatement.Execute(transaction, Keep, new { claim.caller, claim.request, claim.key, answer.Status, answer = json, answer.Location, answer.ETag });
        }

        await transaction.CommitAsync(http.RequestAborted);
        return new KeptAnswer(answer.Status, json, answer.Location, answer.ETag);
    }

    private static async Task<IResult> AnswerAgain(NpgsqlConnection connection, NpgsqlTransaction transaction, object claim, byte[] bodyHash)
    {
        var kept = await connection.QuerySingleAsync<Kept>(Read, claim, transaction);
        return kept.BodyHash.AsSpan().SequenceEqual(bodyHash)
            ? new KeptAnswer(kept.Status, kept.Answer, kept.Location, kept.ETag)
            : Problem.From(Refusal.Invalid("idempotency-key-reused", $"This {Header} was used with another body."));
    }

    private static byte[] Hash(object? body) =>
        SHA256.HashData(body as byte[] ?? JsonSerializer.SerializeToUtf8Bytes(body, StrictJson.Options));

    private sealed record Kept(byte[] BodyHash, int Status, string Answer, string? Location, string? ETag);

    private sealed class KeptAnswer(int status, string json, string? location, string? etag) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = status >= 400 ? Problem.ContentType : "application/json; charset=utf-8";
            if (etag is not null)
            {
                response.Headers.ETag = etag;
            }

            if (location is not null)
            {
                response.Headers.Location = location;
            }

            return response.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}
