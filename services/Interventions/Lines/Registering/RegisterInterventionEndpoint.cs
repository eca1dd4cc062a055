using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>
/// A registrar requests an intervention for its institution, or registers one as delivered, in either direction, without
/// keys: one line, or one for each date of a series and each co-teacher. A dry run answers them as they would be, and writes nothing.
/// </summary>
public static class RegisterInterventionEndpoint
{
    private const int DatesLimit = 61;
    private const int TeachersLimit = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions", (InterventionRequest request, bool? dryRun, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, request, transaction => Register(transaction, request, ChangeLine.ActorOf(http), clock), dryRun == true))
            .For(LineLife.RoleOf(LineAct.Register)).ByPrograms(Scopes.Lines).WithName("registerIntervention").GivesETag();

    private static async Task<Decision<MadeOnce<RegisteredIntervention>>> Register(NpgsqlTransaction transaction, InterventionRequest request, Actor actor, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (await AgreementStore.Load(transaction.Connection!, transaction, request.Agreement, actor.Institution) is not { } agreement)
        {
            return Refusal.NotFound("agreement");
        }

        if (Check(request, actor) is { } refusal)
        {
            return refusal;
        }

        var lines = Lines(request);
        var (outcomes, newcomers) = await RegisterLines.Run(transaction, agreement, lines, actor, import: null, said: [], now, clock.Today());
        var faults = outcomes.SelectMany(outcome => outcome.Faults).ToList();
        if (faults.Count > 0)
        {
            return LineFault.Refuse(faults);
        }

        foreach (var line in outcomes.Select(outcome => outcome.New).OfType<Line>())
        {
            await ActAnnouncement.Add(transaction, line.State == LineState.Requested ? LineAct.Request : LineAct.Register, line, now);
        }

        return lines.Count == 1
            ? await AnswerOne(transaction, agreement, outcomes[0], newcomers, actor)
            : await AnswerSeries(transaction, agreement, lines, outcomes, newcomers, actor);
    }

    /// <summary>A series that was registered before is answered with what binds its lines in truth.</summary>
    private static async Task<Decision<MadeOnce<RegisteredIntervention>>> AnswerSeries(
        NpgsqlTransaction transaction, Agreement agreement, List<LineToRegister> lines, IReadOnlyList<RegistrationOutcome> outcomes, IReadOnlyList<string> newcomers, Actor actor)
    {
        var first = (await LineQuery.Find(transaction.Connection!, transaction, outcomes[0].Id!.Value, actor.Institution))!;
        var body = new RegisteredIntervention(
            first, actor, agreement, [.. outcomes.Zip(lines, (outcome, line) => new RegisteredLine(outcome.Id!.Value, line.Content.Date, line.Content.Contributor))], newcomers);
        return outcomes.All(outcome => outcome.IsDuplicate) ? Answer.Known(body) : Answer.CreatedOnce($"/api/v1/interventions?series={first.Series}", body);
    }

    private static Refusal? Check(InterventionRequest request, Actor actor)
    {
        if (request.State is not ("delivered" or "requested"))
        {
            return Refusal.Invalid("state-invalid", "A line begins as requested or as delivered.");
        }

        if (request.State == "requested" && actor.Institution != request.ReceivingInstitution)
        {
            return Refusal.Forbidden("side-wrong", "The receiving institution requests an intervention.");
        }

        var dates = request.Dates ?? [];
        if (dates.Count >= DatesLimit || dates.Append(request.Date).Distinct().Count() != dates.Count + 1)
        {
            return Refusal.Invalid("series-invalid", $"A series has at most {DatesLimit} dates, each once.");
        }

        var others = request.CoTeachers ?? [];
        return others.Count >= TeachersLimit || others.Append(request.Contributor).Distinct(StringComparer.Ordinal).Count() != others.Count + 1
            ? Refusal.Invalid("co-teachers-invalid", $"At most {TeachersLimit} teach together, each named once.")
            : null;
    }

    /// <summary>One line for each date and each who teaches; the reference of one of several has its place in it.</summary>
    private static List<LineToRegister> Lines(InterventionRequest request)
    {
        var dates = (request.Dates ?? []).Prepend(request.Date).ToList();
        var contributors = (request.CoTeachers ?? []).Prepend(request.Contributor).ToList();
        var content = request.ToContent();
        Guid? series = dates.Count > 1 ? Guid.CreateVersion7() : null;
        var lines = new List<LineToRegister>();
        foreach (var date in dates)
        {
            Guid? coTaught = contributors.Count > 1 ? Guid.CreateVersion7() : null;
            foreach (var (index, contributor) in contributors.Index())
            {
                var reference = request.Reference is { } given && dates.Count * contributors.Count > 1 ? $"{given}-{lines.Count + 1}" : request.Reference;
                lines.Add(new LineToRegister(
                    reference, content with { Date = date, Contributor = contributor },
                    LineLife.State(request.State), series, coTaught, contributors.Count, index + 1));
            }
        }

        return lines;
    }

    private static async Task<Decision<MadeOnce<RegisteredIntervention>>> AnswerOne(
        NpgsqlTransaction transaction, Agreement agreement, RegistrationOutcome outcome, IReadOnlyList<string> newcomers, Actor actor)
    {
        var line = (await LineQuery.Find(transaction.Connection!, transaction, outcome.Id!.Value, actor.Institution))!;
        var body = new RegisteredIntervention(line, actor, agreement, null, newcomers);
        return (outcome.IsDuplicate ? Answer.Known(body) : Answer.CreatedOnce($"/api/v1/interventions/{line.Id}", body)) with { ETag = ETags.Of(line.Version) };
    }
}

/// <summary>What was registered: a line; of several, the first, with all of them beside it.</summary>
public sealed record RegisteredIntervention : InterventionView
{
    [SetsRequiredMembers]
    internal RegisteredIntervention(Line first, Actor actor, Agreement agreement, IReadOnlyList<RegisteredLine>? lines, IReadOnlyList<string> newContributors)
        : base(first, actor, agreement) => (Lines, NewContributors) = (lines, newContributors);

    /// <summary>All lines of a series or of those who teach together, by date; absent where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RegisteredLine>? Lines { get; }

    /// <summary>Codes of the lending institution with which somebody begins: in no line before this one. A typing error is one, too.</summary>
    public required IReadOnlyList<string> NewContributors { get; init; }
}

/// <summary>One of several lines registered at once.</summary>
/// <param name="Id">By which it is read.</param>
/// <param name="Date">The day on which it takes place.</param>
/// <param name="Contributor">Who gives it.</param>
public sealed record RegisteredLine(Guid Id, DateOnly Date, string Contributor);
