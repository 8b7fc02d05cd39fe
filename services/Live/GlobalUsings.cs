global using UpperBack.Contracts.Live;
global using LockedRoom = UpperBack.Live.Rooms.Room.LockedRoom;
