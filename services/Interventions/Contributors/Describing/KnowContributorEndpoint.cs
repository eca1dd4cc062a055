using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Contributors.Domain;
using HourExchange.Interventions.Contributors.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Describing;

/// <summary>The employer's registrar makes a contributor known, or changes what is known. The answer never repeats name and contact data.</summary>
public static class KnowContributorEndpoint
{
    private const string HasInstitution = "select exists (select from interventions.institution where code = @Institution)";

    private const string Insert = """
        insert into interventions.contributor (institution, code, known_since) values (@Institution, @Code, @now) on conflict do nothing
        """;

    // The row is the contributor's lock: who forgets takes it too.
    private const string Describe = """
        update interventions.contributor set expertise = coalesce(@expertise, expertise) where institution = @Institution and code = @Code returning expertise
        """;

    private const string IsForgotten = "select exists (select from interventions.forgotten_contributor where institution = @Institution and code = @Code)";

    private const string SavePerson = """
        insert into interventions.contributor_person as known (institution, code, name, mail, phone, changed_at)
        values (@Institution, @Code, nullif(@Name, ''), nullif(@Mail, ''), nullif(@Phone, ''), @now)
        on conflict (institution, code) do update set changed_at = @now,
            name = nullif(coalesce(@Name, known.name), ''), mail = nullif(coalesce(@Mail, known.mail), ''), phone = nullif(coalesce(@Phone, known.phone), '')
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/contributors", (ContributorRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, request, transaction => Know(transaction, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Registrar).ByPrograms(Scopes.Lines).WithName("knowContributor");

    private static async Task<Decision<MadeOnce<KnownContributor>>> Know(NpgsqlTransaction transaction, ContributorRequest request, Caller caller, DateTimeOffset now)
    {
        if (request.Institution != caller.Institution)
        {
            return Refusal.Forbidden("contributor-of-others", "Contributors are made known by their own institution.");
        }

        if (ContributorRules.Check(request.Code, request.Name, request.Mail, request.Phone, request.Expertise) is { } broken)
        {
            return broken;
        }

        var connection = transaction.Connection!;
        if (!await connection.ExecuteScalarAsync<bool>(HasInstitution, request, transaction))
        {
            return Refusal.Invalid("institution-unknown", $"Not known: {request.Institution}.");
        }

        var isNew = await connection.ExecuteAsync(Insert, new { request.Institution, request.Code, now }, transaction) == 1;
        var expertise = await connection.ExecuteScalarAsync<string[]>(
            Describe, new { request.Institution, request.Code, expertise = request.Expertise?.ToArray() }, transaction);
        if (await connection.ExecuteScalarAsync<bool>(IsForgotten, request, transaction))
        {
            return Refusal.Conflict("contributor-forgotten", "The person of this code was forgotten; the code cannot get one again.");
        }

        // Also where nothing is said: whoever was made known is a person, with or without lines.
        await connection.ExecuteAsync(SavePerson, new { request.Institution, request.Code, request.Name, request.Mail, request.Phone, now }, transaction);

        var known = new KnownContributor(request.Institution, request.Code, expertise!);
        return isNew ? Answer.CreatedOnce(ContributorPath.Of(request.Institution, request.Code), known) : Answer.Known(known);
    }
}

/// <summary>What is to be known of a contributor. What is left out stays as it is; an empty text takes it away.</summary>
/// <param name="Institution">The contributor's employer: the caller's institution.</param>
/// <param name="Name">At most 200 characters and 10 words. Kept in one place, never answered here.</param>
/// <param name="Mail">At most 254 characters.</param>
/// <param name="Phone">3 to 40 digits, spaces and + ( ) . / -.</param>
/// <param name="Expertise">At most 20 fields of expertise, each of 1 to 80 characters. They replace those that were known.</param>
public sealed record ContributorRequest(
    string Institution, string Code, string? Name = null, string? Mail = null, string? Phone = null, IReadOnlyList<string>? Expertise = null)
{
    // What is printed of a request holds no name.
    public override string ToString() => $"{Institution} {Code}";
}

/// <summary>The answer to making a contributor known. It is kept under its Idempotency-Key, so it has no names.</summary>
/// <param name="Institution">The contributor's employer.</param>
/// <param name="Code">Code or pseudonym.</param>
/// <param name="Expertise">Fields of expertise.</param>
/// <param name="Known">True.</param>
public sealed record KnownContributor(string Institution, string Code, IReadOnlyList<string> Expertise, bool Known = true);
