using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;
using UpperBack.Live.Workers;

namespace UpperBack.Live.Tests;

/// <summary>What a room sends to many is written once, and to those who come later as it is by then.</summary>
public sealed class RoomConnectionsTests
{
    private const int Many = 100;

    private readonly CountingProtocol protocol = new();
    private readonly Room room = MemoryRoom.Of(LiveFixture.Sheet);

    [Fact]
    public async Task WhoJoinsAfterARenameIsSentTheNewNameInAllCuesThatTheyMissed()
    {
        var (meera, cleo) = (MemberId.New(), MemberId.New());
        using var locked = await room.LockAsync(default);
        foreach (var (sender, name) in new[] { (meera, "Meera"), (cleo, "Cleo"), (meera, "Meera") })
            locked.Append(Next(locked.Log, sender, name));
        var (before, after) = (new RecordingOutput(), new RecordingOutput());
        room.Connections.Recover(Connect(before), locked.Log.ReadAfter(null).Cues);

        locked.Rename(cleo, "Cleopatra");
        room.Connections.Recover(Connect(after), locked.Log.ReadAfter(null).Cues);

        Assert.Equal(["Meera", "Cleo", "Meera"], before.Written.Select(SenderOf));
        Assert.Equal(["Meera", "Cleopatra", "Meera"], after.Written.Select(SenderOf));
    }

    [Fact]
    public async Task ACrowdsPresenceIsWrittenOnce()
    {
        var outputs = await FillAsync();
        var presence = new PresenceBroadcaster(
            Options.Create(new LiveOptions { PresenceListLimit = 10 }),
            TimeProvider.System
        );

        presence.SendChanges(room);

        Assert.All(outputs, output => Assert.Single(output.Written));
        Assert.Equal(1, protocol.Written);
    }

    [Fact]
    public async Task ARenamedInstructorAndTheEndAreWrittenOnceEach()
    {
        var outputs = await FillAsync();
        using var locked = await room.LockAsync(default);

        locked.Rename(room.Plan.InstructorId, "Meera K.");
        Assert.All(outputs, output => Assert.Single(output.Written));
        Assert.Equal(1, protocol.Written);

        locked.Close(Instant.FromUnixTimeSeconds(9), new RoomClosedNotice(room.SessionId, "room.closed", "Over."));
        Assert.All(outputs, output => Assert.Equal(2, output.Written.Count));
        Assert.Equal(2, protocol.Written);
    }

    private static LiveConnection Connect(RecordingOutput output) =>
        new(Guid.NewGuid().ToString(), MemberId.New(), output);

    private static string SenderOf(LiveMessage message)
    {
        var json = Encoding.UTF8.GetString(message.Serialized.GetSerializedMessage(new JsonHubProtocol()).Span);
        using var read = JsonDocument.Parse(json.TrimEnd('\u001e'));
        return read.RootElement.GetProperty("arguments")[0].GetProperty("sentByName").GetString()!;
    }

    private Cue Next(CueLog log, MemberId sender, string name) =>
        CueLog.Next(
            room.SessionId,
            new LogEnd(log.Epoch, log.Head, log.LastAtMs),
            new CueDraft(sender, name, Guid.NewGuid().ToString(), new CueContent(CueKinds.Text, "Long neck")),
            1
        );

    private async Task<RecordingOutput[]> FillAsync()
    {
        var outputs = Enumerable.Range(0, Many).Select(_ => new RecordingOutput { Protocol = protocol }).ToArray();
        using var locked = await room.LockAsync(default);
        foreach (var output in outputs)
            locked.Admit(
                new RoomMembership(
                    Connect(output),
                    RoomRoles.Participant,
                    "Asha",
                    new HashSet<MemberId>(),
                    LeaderEpoch: null
                )
            );
        return outputs;
    }

    /// <summary>JSON that counts how many messages it is asked to write.</summary>
    private sealed class CountingProtocol : IHubProtocol
    {
        private readonly JsonHubProtocol inner = new();

        public int Written { get; private set; }

        public string Name => inner.Name;

        public int Version => inner.Version;

        public TransferFormat TransferFormat => inner.TransferFormat;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
        {
            Written++;
            return inner.GetMessageBytes(message);
        }

        public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

        public bool TryParseMessage(
            ref ReadOnlySequence<byte> input,
            IInvocationBinder binder,
            [NotNullWhen(true)] out HubMessage? message
        ) => inner.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);
    }
}
