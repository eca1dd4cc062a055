using HourExchange.Client;
using HourExchange.Client.Interventions;

namespace HourExchange.Tests.Kit;

/// <summary>Answers of the typed client.</summary>
internal static class TypedAnswers
{
    public static T Is<T>(this Client.Reply<T> reply, int status)
    {
        Assert.Equal(status, reply.StatusCode);
        return reply.Result;
    }

    public static async Task<ApiException<ProblemDetails>> Refused<T>(this Task<Client.Reply<T>> asked, int status)
    {
        var refusal = await Assert.ThrowsAsync<ApiException<ProblemDetails>>(() => asked);
        Assert.Equal(status, refusal.StatusCode);
        Assert.Equal(status, refusal.Result.Status);
        Assert.Equal("urn:hourexchange:problem:" + refusal.Result.Code, refusal.Result.Type);
        return refusal;
    }

    /// <summary>Turns a key over a line as somebody does who has just read it.</summary>
    public static async Task<Client.Reply<InterventionView>> ReadAndConfirm(this InterventionsClient approver, Guid line, ConfirmRequest request) =>
        await approver.ConfirmInterventionAsync(line, (await approver.ReadInterventionAsync(line)).ETag!, body: request);
}
