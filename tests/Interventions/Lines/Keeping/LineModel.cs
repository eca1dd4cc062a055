namespace HourExchange.Tests.Interventions.Lines.Keeping;

/// <summary>What a line may become, told a second time and more simply than the service tells it.</summary>
internal sealed class LineModel(string state, string registrant)
{
    public const string Lender = "HG";
    public const string Receiver = "HETS";

    private readonly HashSet<string> _hands = [registrant];
    private readonly Dictionary<string, string> _keys = [];
    private string? _disputedBy;
    private string? _disputedFrom;
    private bool _posted;
    private bool _cancels;

    public string State { get; private set; } = state;

    /// <returns>The HTTP status that the act must get.</returns>
    public int Do(LineCommand command)
    {
        var approverDoes = command.Act is "approvals" or "declines" or "confirmations" or "disputes" or "withdrawals";
        if (command.Role != (approverDoes ? "approver" : "registrar"))
        {
            return 403;
        }

        if (command.Institution == LineCommand.NoParty)
        {
            return 404;
        }

        if (command.IsStale)
        {
            return 412;
        }

        return command.Institution is Lender or Receiver ? Act(command) : 403;
    }

    private int Act(LineCommand command) => command.Act switch
    {
        "approvals" => When(State == "requested", command.Institution == Lender && !_hands.Contains(command.Person), () => State = "approved"),
        "declines" => When(State == "requested", command.Institution == Lender, () => State = "declined"),
        "deliveries" => When(State == "approved", true, () => Revise("delivered", command)),
        "corrections" => When(State is not ("declined" or "cancelled"), true, () => Revise(State is "requested" or "approved" ? "requested" : "delivered", command)),
        "cancellations" => When(State is not ("declined" or "cancelled") && !(_posted && _cancels), true, () => Cancel(command)),
        "disputes" => When(State is "delivered" or "confirmed" or "disputed", true, () => Dispute(command.Institution)),
        "withdrawals" => When(State == "disputed", command.Institution == _disputedBy, Withdraw),
        _ => Confirm(command),
    };

    private static int When(bool possible, bool mayThisSide, Action change)
    {
        if (!possible)
        {
            return 409;
        }

        if (!mayThisSide)
        {
            return 403;
        }

        change();
        return 200;
    }

    private int Confirm(LineCommand command)
    {
        if (_hands.Contains(command.Person))
        {
            return 403;
        }

        if (State != "delivered" || _keys.ContainsKey(command.Institution))
        {
            return 409;
        }

        if (_keys.ContainsValue(command.Person))
        {
            return 403;
        }

        _keys[command.Institution] = command.Person;
        if (_keys.Count == 2)
        {
            State = _cancels ? "cancelled" : "confirmed";
            _posted = true;
        }

        return 200;
    }

    private void Revise(string state, LineCommand command)
    {
        State = state;
        _hands.Add(command.Person);
        _keys.Clear();
        _cancels = false;
        _disputedBy = _disputedFrom = null;
    }

    private void Cancel(LineCommand command)
    {
        Revise(_posted ? "delivered" : "cancelled", command);
        _cancels = _posted;
    }

    private void Dispute(string institution)
    {
        _disputedFrom ??= State;
        _disputedBy ??= institution;
        State = "disputed";
    }

    private void Withdraw()
    {
        State = _disputedFrom!;
        _disputedBy = _disputedFrom = null;
    }
}
