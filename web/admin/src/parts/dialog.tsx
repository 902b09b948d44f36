import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";

type Props = { title: string; onClose: () => void; actions: ReactNode; children: ReactNode };

/** A question over the page; Escape and Cancel leave everything as it is. */
export function Dialog({ title, onClose, actions, children }: Props) {
  return (
    <Modal
      visible
      header={title}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            {actions}
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}

type ConfirmProps = {
  title: string;
  action: string;
  onCancel: () => void;
  onConfirm: () => void;
  children: ReactNode;
};

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog({ title, action, onCancel, onConfirm, children }: ConfirmProps) {
  const confirm = (
    <Button variant="primary" onClick={onConfirm}>
      {action}
    </Button>
  );
  return (
    <Dialog title={title} onClose={onCancel} actions={confirm}>
      {children}
    </Dialog>
  );
}
