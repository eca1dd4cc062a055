using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>The meetings of an agreement in the order they were recorded, with participants and numbered decisions; and one of them.</summary>
public static class MeetingsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/agreements/{reference}/meetings",
            (string reference, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, after, limit)))
            .For(AgreementAccess.Readers).WithName("listMeetings");
        routes.MapGet("/api/v1/agreements/{reference}/meetings/{id:guid}",
            (string reference, Guid id, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => ReadOne(connection, reference, id, http)))
            .For(AgreementAccess.Readers).WithName("getMeeting").GivesETag();
    }

    private static async Task<Shown<MeetingPage>> Read(NpgsqlConnection connection, string reference, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var (meetings, next) = page.Cut(await MeetingQuery.Find(connection, null, reference, page.After, page.Take), meeting => meeting.Number);
        return new MeetingPage(meetings, next);
    }

    private static async Task<Shown<MeetingView>> ReadOne(NpgsqlConnection connection, string reference, Guid id, HttpContext http)
    {
        if (await MeetingQuery.FindOne(connection, null, reference, id) is not { } meeting)
        {
            return Refusal.NotFound("meeting");
        }

        http.Response.Headers.ETag = IfMatch.ETagOf(meeting.Revision);
        return meeting;
    }
}

/// <summary>A page of meetings.</summary>
/// <param name="Meetings">In the order of their numbers.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record MeetingPage(IReadOnlyList<MeetingView> Meetings, int? Next);
