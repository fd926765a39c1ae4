"""Before anything is fetched: what it is, how much, under which terms, and the token where one is needed."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from lredit_gui.language.numbers import shown_size
from lredit_gui.language.sentences import said
from lredit_gui.widgets.cards import wrapped
from lredit_gui.widgets.link_label import LinkLabel

if TYPE_CHECKING:
    from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle

_WIDTH_PX = 540


class TermsDialog(QDialog):
    """Accepted by Download. Links open in the browser, and only when they are clicked."""

    def __init__(self, catalogue: Catalogue, bundle: CatalogueBundle, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("termsDialog")
        self.setWindowTitle(self.tr("Download"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(wrapped(bundle.title, "heading", self))
        layout.addWidget(
            wrapped(
                self.tr("About {0} are fetched, less what is here already.").format(
                    shown_size(catalogue.download_bytes(bundle))
                ),
                "",
                self,
            )
        )
        for part in catalogue.parts_of(bundle).values():
            layout.addSpacing(4)
            layout.addWidget(self._linked(part.title, part.page))
            terms = self.tr("{0}, {1}. {2}").format(
                shown_size(part.download_bytes), part.licence.name, said(part.licence.terms)
            )
            layout.addWidget(wrapped(terms, "muted", self))
        self.token = QLineEdit(self)
        self.token.setObjectName("tokenEdit")
        self.token.setAccessibleName(self.tr("Token of your account on the hub"))
        self.token.setPlaceholderText(self.tr("hf_\u2026"))
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        is_gated = any(licence.gated for licence in catalogue.licences(bundle))
        self.token.setVisible(is_gated)
        if is_gated:
            layout.addSpacing(8)
            layout.addWidget(
                wrapped(
                    self.tr(
                        "Accept the licence on the page above with your account, and give a token of that account. It "
                        "is used for this download and not stored; leave it empty if this machine is logged in."
                    ),
                    "",
                    self,
                )
            )
            layout.addWidget(self.token)
        layout.addStretch(1)
        layout.addSpacing(12)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        download = buttons.addButton(self.tr("Accept and download"), QDialogButtonBox.ButtonRole.AcceptRole)
        download.setObjectName("acceptTermsButton")
        download.setProperty("role", "primary")
        download.style().unpolish(download)
        download.style().polish(download)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH_PX)
        self.resize(_WIDTH_PX, max(layout.heightForWidth(_WIDTH_PX), 200))

    def _linked(self, title: str, page: str) -> QLabel:
        label = LinkLabel(f'<a href="{html.escape(page, quote=True)}">{html.escape(title)}</a>', self)
        label.setOpenExternalLinks(True)
        label.setToolTip(page)
        return label
