using System.Text.Json;
using HourExchange.Client.Interventions;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Contracts;

/// <summary>What the typed client sends is what the service reads.</summary>
public sealed class ClientTests
{
    [Fact]
    public void What_is_not_said_is_not_sent() =>
        Assert.Equal("""{"quantity":1.5}""", JsonSerializer.Serialize(new LineChanges { Quantity = 1.5m }));

    [Fact]
    public void What_must_be_said_is_sent_even_when_it_is_none()
    {
        var none = Given.Agreement() with { SettlementTariff = null, CarryCapMinutes = null };
        var sent = JsonSerializer.Serialize(StrictJson.Read<AgreementContent>(Given.Json(none)));
        Assert.Contains("\"settlementTariff\":null,\"carryCapMinutes\":null", sent, StringComparison.Ordinal);
        Assert.Equal(Given.Json(none), Given.Json(StrictJson.Read<HourExchange.Interventions.Agreements.Domain.AgreementContent>(sent)));
    }

    [Fact]
    public void What_must_be_said_is_asked_for() =>
        Assert.Throws<JsonException>(() => StrictJson.Read<InstitutionRequest>("""{"code":"HETS","name":"Haute école"}"""));

    [Fact]
    public void What_was_registered_is_a_line() => Assert.True(typeof(RegisteredIntervention).IsAssignableTo(typeof(InterventionView)));
}
