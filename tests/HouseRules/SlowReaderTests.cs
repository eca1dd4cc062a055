namespace HourExchange.Tests.HouseRules;

public sealed class SlowReaderTests
{
    /// <summary>
    /// What is written while it is sent keeps its connection to the database as long as the reader likes: a few slow ones, and nobody
    /// else is served. Files go by way of <c>Spool</c>, which alone hands a stream to an answer, and only when it is whole.
    /// </summary>
    [Fact]
    public void No_answer_is_read_from_the_database_while_it_is_sent() => Assert.Equal(["HourExchange.Plumbing.Http.Spool"], CompiledCode.Services
        .Where(type => CompiledCode.CallsOf(type).Any(call => call.Name is "RegisterForDispose" or "RegisterForDisposeAsync"
            || (call.DeclaringType.FullName, call.Name) is ("Microsoft.AspNetCore.Http.Results", "Stream") or ("Microsoft.AspNetCore.Http.TypedResults", "Stream")
            || (call.DeclaringType.FullName, call.Name) is ("Microsoft.AspNetCore.Http.HttpResponse", "get_Body" or "get_BodyWriter")))
        .Select(CompiledCode.NameOf).Distinct().Order(StringComparer.Ordinal));
}
